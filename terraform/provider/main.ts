import { providerName, providerSource } from "#access/model/provider/address.ts";
import { servePlugin } from "../plugin/process/serve.ts";

void servePlugin({
  name: providerName,
  address: `registry.terraform.io/${providerSource}`,
  // A file of its own in the bundle, so that nothing of it is read before Terraform has its handshake.
  answer: async (plugin) => {
    (await import("#platform/late-optimization.ts")).optimizeLate();
    return (await import("./answer.ts")).answerAccess(plugin);
  },
});
