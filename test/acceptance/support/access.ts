import { setTimeout as sleep } from "node:timers/promises";
import { createAccessProvider } from "#terraform/provider/provider.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { type Hosted, hostProvider, TestHost } from "#terraform/plugin/testing/test-host.ts";
import type { Workspace } from "#terraform/plugin/testing/workspace.ts";
import { SignozAdmin } from "./signoz-admin.ts";

const address = "registry.terraform.io/latchkey/access";

/** The real Terraform, the provider in this process, and a mock of one vendor: what an acceptance test needs. */
export interface VendorBench {
  readonly mock: Mock;
  readonly host: TestHost;
  readonly workspace: Workspace;
  readonly url: string;
  readonly token: string;
  close(): Promise<void>;
}

export interface Bench extends VendorBench {
  /** SigNoz's API with an administrator's key, for changes behind Terraform's back. */
  readonly admin: SignozAdmin;
}

/** What a configuration for one vendor begins with. */
export function headerOf(vendor: string): string {
  return `
terraform {
  required_providers {
    access = { source = "latchkey/access" }
  }
}

provider "access" {
  vendor = "${vendor}"
}
`;
}

export const header = headerOf("signoz");

export interface BenchOptions {
  /** Time in the provider, which otherwise is the system's. */
  readonly now?: () => Date;
  /** How the provider waits before it sends something again. @default in real time */
  readonly sleep?: (milliseconds: number) => Promise<void>;
  /** Providers that the configuration has besides. */
  readonly others?: readonly Hosted[];
  /** What the mock holds at first. */
  readonly seed?: unknown;
}

const wait = (milliseconds: number): Promise<void> => sleep(milliseconds);

export async function openVendorBench(name: string, options: BenchOptions = {}): Promise<VendorBench> {
  const { now = () => new Date(), sleep = wait, others = [], seed } = options;
  const mock = await startMock(seed === undefined ? {} : { seed });
  const vendor = mock.vendors[name];
  if (vendor === undefined) throw new Error(`the mock server has no ${name}`);
  const environment = { ACCESS_ENDPOINT: vendor.url, ACCESS_TOKEN: vendor.token };
  const provider = createAccessProvider({ environment, now, sleep });
  const host = await TestHost.open([hostProvider(address, provider), ...others]);
  return {
    mock,
    host,
    workspace: host.workspace,
    url: vendor.url,
    token: vendor.token,
    async close() {
      await host.close();
      await mock.stop();
    },
  };
}

export async function openBench(options: BenchOptions = {}): Promise<Bench> {
  const bench = await openVendorBench("signoz", options);
  return { ...bench, admin: new SignozAdmin(bench.url, bench.token) };
}
