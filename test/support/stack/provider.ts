import { providerSettings } from "#access/model/provider/settings.ts";
import { createProviderHandlers } from "#terraform/plugin/engine/provider-handlers.ts";
import { createMemoryTransport } from "#terraform/plugin/grpc/testing/memory-transport.ts";
import { silent } from "#terraform/plugin/process/log.ts";
import type { Diagnostic } from "#terraform/plugin/protocol/gen/tfplugin6.ts";
import { type ProviderClient, ProviderService } from "#terraform/plugin/protocol/provider-service.ts";
import { createAccessProvider } from "#terraform/provider/provider.ts";
import { Shape, type Values } from "./shape.ts";

export interface ProviderOptions {
  readonly vendor: string;
  readonly endpoint: string;
  readonly token: string;
  readonly now?: () => Date;
  /** Arguments of the provider block. */
  readonly settings?: Values;
}

export interface Configured {
  readonly client: ProviderClient;
  readonly errors: readonly Diagnostic[];
  /** Another connection, whose provider block is validated and not configured: as in `terraform validate`. */
  connectToValidate(): Promise<ProviderClient>;
}

/** The provider in this process. Each call configures it as a new process would be: a plan is one, its apply another. */
export function openProvider(options: ProviderOptions): () => Promise<Configured> {
  const { vendor, endpoint, token, settings, now = () => new Date() } = options;
  const environment = { ACCESS_ENDPOINT: endpoint, ACCESS_TOKEN: token };
  const provider = createAccessProvider({ environment, now, sleep: () => Promise.resolve() });
  const handlers = createProviderHandlers(provider, silent);
  const transport = createMemoryTransport([{ service: ProviderService, handlers }]);
  const config = new Shape(providerSettings).encode({ vendor, ...settings });
  const connectToValidate = async () => {
    const client = transport.connect().client(ProviderService);
    await client.validateProviderConfig({ config });
    return client;
  };
  return async () => {
    const client = transport.connect().client(ProviderService);
    const { diagnostics } = await client.configureProvider({ config, terraformVersion: "1.11.4" });
    return { client, errors: diagnostics.filter(({ severity }) => severity === "ERROR"), connectToValidate };
  };
}
