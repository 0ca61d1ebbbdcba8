import type { Service } from "../grpc/endpoints.ts";
import { GrpcError } from "../grpc/status.ts";
import { HealthService } from "../protocol/gen/grpc-health-v1.ts";
import { GRPCBrokerService, GRPCControllerService, GRPCStdioService } from "../protocol/gen/plugin.ts";
import type { Handlers } from "../protocol/service.ts";
import type { Log } from "./log.ts";

/** Creates the services that go-plugin expects in addition to the provider's. Calls `shutDown` after its answer was sent. */
export function createGoPluginServices(log: Log, shutDown: () => void): readonly Service[] {
  const broker: Handlers<typeof GRPCBrokerService> = {
    startStream: (connections) =>
      stayOpenUntil(async () => {
        for await (const connection of connections) log.debug("ignoring a side connection", { ...connection });
      }),
  };
  const stdio: Handlers<typeof GRPCStdioService> = {
    streamStdio: (_, { signal }) => stayOpenUntil(() => waitForAbort(signal)),
  };
  const controller: Handlers<typeof GRPCControllerService> = {
    shutdown(_, call) {
      call.onAnswered(shutDown);
      return {};
    },
  };
  const health: Handlers<typeof HealthService> = {
    check({ service }) {
      if (service === "" || service === "plugin") return { status: "SERVING" };
      throw new GrpcError("NOT_FOUND", `unknown service ${service}`);
    },
  };
  return [
    { service: GRPCBrokerService, handlers: broker },
    { service: GRPCStdioService, handlers: stdio },
    { service: GRPCControllerService, handlers: controller },
    { service: HealthService, handlers: health },
  ];
}

/** An empty stream that stays open until `end` settles. */
async function* stayOpenUntil(end: () => Promise<void>): AsyncGenerator<never, void> {
  await end();
  yield* [];
}

function waitForAbort(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
