import { setTimeout as sleep } from "node:timers/promises";
import { providerHandlers } from "#tfplugin/engine/service.ts";
import type { Service } from "#tfplugin/grpc/endpoints.ts";
import type { Log } from "#tfplugin/process/log.ts";
import { ProviderService } from "#tfplugin/protocol/provider-service.ts";
import { accessProvider } from "./provider.ts";

/** What is served for Terraform beside go-plugin's own services, with what it needs of the process. */
export function accessServices(log: Log): readonly Service[] {
  const provider = accessProvider({
    environment: process.env,
    now: () => new Date(),
    sleep: (milliseconds) => sleep(milliseconds),
  });
  return [{ service: ProviderService, handlers: providerHandlers(provider, log) }];
}
