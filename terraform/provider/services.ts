import { setTimeout as sleep } from "node:timers/promises";
import { createProviderService } from "../plugin/engine/provider-handlers.ts";
import type { Service } from "../plugin/grpc/endpoints.ts";
import type { Log } from "../plugin/process/log.ts";
import { createAccessProvider } from "./provider.ts";

/** The services for Terraform, in addition to go-plugin's own. */
export function createAccessServices(log: Log): readonly Service[] {
  const provider = createAccessProvider({
    environment: process.env,
    now: () => new Date(),
    sleep: (milliseconds) => sleep(milliseconds),
  });
  return [createProviderService(provider, log)];
}
