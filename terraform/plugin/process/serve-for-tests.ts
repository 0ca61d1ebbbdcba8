import type { Service } from "../grpc/endpoints.ts";
import { routeTo } from "../grpc/endpoints.ts";
import { createGrpcServer } from "../grpc/server.ts";
import { createGoPluginServices } from "./go-plugin-services.ts";
import { listen } from "./listen.ts";
import { silent } from "./log.ts";
import { formatReattach } from "./reattach.ts";

export interface ServedForTests {
  /** The value of TF_REATTACH_PROVIDERS. */
  readonly reattach: string;
  close(): Promise<void>;
}

/** Serves a provider from within this process, in plain text, to every Terraform that is given `reattach`. */
export async function serveForTests(services: readonly Service[], provider: string): Promise<ServedForTests> {
  const server = createGrpcServer({
    route: routeTo([...createGoPluginServices(silent, () => undefined), ...services]),
  });
  const address = await listen(server, {}, process.platform);
  return {
    reattach: formatReattach(provider, process.pid, address),
    close: async () => {
      await server.close();
      address.remove();
    },
  };
}
