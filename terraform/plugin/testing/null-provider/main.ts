import { createProviderHandlers } from "../../engine/provider-handlers.ts";
import { answerCalls } from "../../process/answer.ts";
import { servePlugin } from "../../process/serve.ts";
import { ProviderService } from "../../protocol/provider-service.ts";
import { nullAddress, nullProvider } from "./provider.ts";

void servePlugin({
  name: "null",
  address: nullAddress,
  answer: (plugin) =>
    answerCalls(plugin, [{ service: ProviderService, handlers: createProviderHandlers(nullProvider(), plugin.log) }]),
});
