import type { Attributes } from "#access/schema/attribute.ts";
import type { Provider } from "../engine/provider.ts";
import { createProviderHandlers } from "../engine/provider-handlers.ts";
import { silent } from "../process/log.ts";
import { type ServedForTests, serveForTests } from "../process/serve-for-tests.ts";
import { ProviderService } from "../protocol/provider-service.ts";
import { type Checks } from "./checks.ts";
import { type ImportVerification, verifyImport } from "./import-verify.ts";
import { Workspace } from "./workspace.ts";

/** A provider and its source address in configurations: `registry.terraform.io/namespace/name`. */
export interface Hosted {
  readonly address: string;
  serve(): Promise<ServedForTests>;
}

export function hostProvider<P extends Attributes, C>(address: string, provider: Provider<P, C>): Hosted {
  const services = [{ service: ProviderService, handlers: createProviderHandlers(provider, silent) }];
  return { address, serve: () => serveForTests(services, address) };
}

function mergeReattach(served: readonly ServedForTests[]): string {
  const all = served.map(({ reattach }): object => JSON.parse(reattach) as object);
  return JSON.stringify(Object.assign({}, ...all));
}

/** The real Terraform in its own folder, with providers in this process, so that a debugger can stop in them. */
export class TestHost {
  readonly workspace: Workspace;
  readonly #served: readonly ServedForTests[];

  private constructor(workspace: Workspace, served: readonly ServedForTests[]) {
    this.workspace = workspace;
    this.#served = served;
  }

  /** @throws if there is no Terraform. */
  static async open(
    providers: readonly Hosted[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<TestHost> {
    const served = await Promise.all(providers.map((provider) => provider.serve()));
    const workspace = await Workspace.open({ TF_REATTACH_PROVIDERS: mergeReattach(served), ...environment });
    const sources = providers.map(({ address }) => `${address.split("/").at(-1)} = { source = "${address}" }`);
    await workspace.write(`terraform {\n  required_providers {\n    ${sources.join("\n    ")}\n  }\n}\n`);
    await workspace.must("init", "-no-color");
    return new TestHost(workspace, served);
  }

  /** See `Workspace.apply`. */
  async step(configuration: string, checks: Checks = {}): Promise<void> {
    await this.workspace.apply(configuration, checks);
  }

  async verifyImport(verification: ImportVerification): Promise<void> {
    await verifyImport(this.workspace, verification);
  }

  /** Destroys everything. @throws if something is left. */
  async destroy(): Promise<void> {
    await this.workspace.destroy();
    const left = Object.keys(await this.workspace.state());
    if (left.length > 0) throw new Error(`the destroy left ${left.join(", ")} behind`);
  }

  async close(): Promise<void> {
    await this.workspace.close();
    await Promise.all(this.#served.map((one) => one.close()));
  }
}
