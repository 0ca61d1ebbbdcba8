import { setTimeout as sleep } from "node:timers/promises";
import { accessProvider } from "../../../provider/provider.ts";
import { type Mock, startMock } from "../../../testing/mock.ts";
import { providerHandlers } from "../../../tfplugin/engine/service.ts";
import { serveForTests } from "../../../tfplugin/process/serve.ts";
import { ProviderService } from "../../../tfplugin/protocol/provider-service.ts";
import { silent } from "../../../tfplugin/process/log.ts";
import { SignozAdmin } from "./signoz-admin.ts";
import { Workspace } from "./workspace.ts";

const address = "registry.terraform.io/latchkey/access";

/** The real Terraform, the provider in this process, and a mock SigNoz: what an acceptance test needs. */
export interface Bench {
  readonly mock: Mock;
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

/** Time in the provider follows the mock's clock, as read by `now`. */
export async function openBench(now: () => Date = () => new Date()): Promise<Bench> {
  const mock = await startMock();
  const vendor = mock.vendors["signoz"];
  if (vendor === undefined) throw new Error("the mock server has no SigNoz");
  const surroundings = { environment: {}, now, sleep: (milliseconds: number) => sleep(milliseconds) };
  const environment = { ACCESS_ENDPOINT: vendor.url, ACCESS_TOKEN: vendor.token };
  const provider = accessProvider({ ...surroundings, environment });
  const served = await serveForTests(
    [{ service: ProviderService, handlers: providerHandlers(provider, silent) }],
    address,
  );
  const workspace = await Workspace.open({ TF_REATTACH_PROVIDERS: served.reattach });
  await workspace.write(header);
  await workspace.must("init", "-no-color");
  return {
    mock,
    workspace,
    admin: new SignozAdmin(vendor.url, vendor.token),
    url: vendor.url,
    token: vendor.token,
    async close() {
      await workspace.close();
      await served.close();
      await mock.stop();
    },
  };
}
