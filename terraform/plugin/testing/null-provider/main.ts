import { createProviderHandlers } from "../../engine/provider-handlers.ts";
import { servePlugin } from "../../process/serve.ts";
import { ProviderService } from "../../protocol/provider-service.ts";
import { nullAddress, nullProvider } from "./provider.ts";

void servePlugin({
  name: "null",
  address: nullAddress,
  services: (log) => [{ service: ProviderService, handlers: createProviderHandlers(nullProvider(), log) }],
});
