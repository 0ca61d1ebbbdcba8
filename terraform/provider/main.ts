import { providerName, providerSource } from "#access/model/provider/settings.ts";
import { servePlugin } from "../plugin/process/serve.ts";

void servePlugin({
  name: providerName,
  address: `registry.terraform.io/${providerSource}`,
  // Imported when Terraform has its handshake: it connects while the rest of the bundle is read.
  services: async (log) => (await import("./services.ts")).createAccessServices(log),
});
