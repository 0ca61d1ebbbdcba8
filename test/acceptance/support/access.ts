import { setTimeout as sleep } from "node:timers/promises";
import { accessProvider } from "../../../provider/provider.ts";
import { type Mock, startMock } from "../../../testing/mock.ts";
import { type Hosted, hosted, TestHost } from "../../../tfplugin/testing/test-host.ts";
import type { Workspace } from "../../../tfplugin/testing/workspace.ts";
import { SignozAdmin } from "./signoz-admin.ts";

const address = "registry.terraform.io/latchkey/access";

/** The real Terraform, the provider in this process, and a mock SigNoz: what an acceptance test needs. */
export interface Bench {
  readonly mock: Mock;
  readonly host: TestHost;
  readonly workspace: Workspace;
  /** SigNoz's API with an administrator's key, for changes behind Terraform's back. */
  readonly admin: SignozAdmin;
  readonly url: string;
  readonly token: string;
  close(): Promise<void>;
}

export const header = `
terraform {
  required_providers {
    access = { source = "latchkey/access" }
  }
}

provider "access" {
  vendor = "signoz"
}
`;

export interface BenchOptions {
  /** Time in the provider, which otherwise is the system's. */
  readonly now?: () => Date;
  /** How the provider waits before it sends something again. @default in real time */
  readonly sleep?: (milliseconds: number) => Promise<void>;
  /** Providers that the configuration has besides. */
  readonly others?: readonly Hosted[];
}

const wait = (milliseconds: number): Promise<void> => sleep(milliseconds);

export async function openBench(options: BenchOptions = {}): Promise<Bench> {
  const { now = () => new Date(), sleep = wait, others = [] } = options;
  const mock = await startMock();
  const vendor = mock.vendors["signoz"];
  if (vendor === undefined) throw new Error("the mock server has no SigNoz");
  const environment = { ACCESS_ENDPOINT: vendor.url, ACCESS_TOKEN: vendor.token };
  const provider = accessProvider({ environment, now, sleep });
  const host = await TestHost.open([hosted(address, provider), ...others]);
  return {
    ...{ mock, host, workspace: host.workspace },
    admin: new SignozAdmin(vendor.url, vendor.token),
    url: vendor.url,
    token: vendor.token,
    async close() {
      await host.close();
      await mock.stop();
    },
  };
}
