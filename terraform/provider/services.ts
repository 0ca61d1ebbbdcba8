import { setTimeout as sleep } from "node:timers/promises";
import { providerHandlers } from "../plugin/engine/provider-handlers.ts";
import type { Service } from "../plugin/grpc/endpoints.ts";
import type { Log } from "../plugin/process/log.ts";
import { ProviderService } from "../plugin/protocol/provider-service.ts";
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
