import { setTimeout as sleep } from "node:timers/promises";
import { providerName, providerSource } from "../model/provider-settings.ts";
import { providerHandlers } from "../tfplugin/engine/service.ts";
import { servePlugin } from "../tfplugin/process/serve.ts";
import { ProviderService } from "../tfplugin/protocol/provider-service.ts";
import { accessProvider } from "./provider.ts";

void servePlugin({
  name: providerName,
  address: `registry.terraform.io/${providerSource}`,
  services: (log) => [
    {
      service: ProviderService,
      handlers: providerHandlers(
        accessProvider({
          environment: process.env,
          now: () => new Date(),
          sleep: (milliseconds) => sleep(milliseconds),
        }),
        log,
      ),
    },
  ],
});
