import type { Service } from "../grpc/endpoints.ts";
import { GrpcError } from "../grpc/status.ts";
import { BrokerService, ControllerService, HealthService, StdioService } from "../protocol/plugin-services.ts";
import type { Handlers } from "../protocol/service.ts";
import type { Log } from "./log.ts";

/** The services that go-plugin expects beside the provider's. `shutDown` is called when the answer is on its way. */
export function ownServices(log: Log, shutDown: () => void): readonly Service[] {
  const broker: Handlers<typeof BrokerService> = {
    startStream: (connections) =>
      nothingUntil(async () => {
        for await (const connection of connections) log.debug("a side connection goes unused", { ...connection });
      }),
  };
  const stdio: Handlers<typeof StdioService> = {
    streamStdio: (_, { signal }) => nothingUntil(() => aborted(signal)),
  };
  const controller: Handlers<typeof ControllerService> = {
    shutdown(_, call) {
      call.onAnswered(shutDown);
      return {};
    },
  };
  const health: Handlers<typeof HealthService> = {
    check({ service }) {
      if (service === "" || service === "plugin") return { status: "SERVING" };
      throw new GrpcError("NOT_FOUND", `no service is called ${service}`);
    },
  };
  return [
    { service: BrokerService, handlers: broker },
    { service: StdioService, handlers: stdio },
    { service: ControllerService, handlers: controller },
    { service: HealthService, handlers: health },
  ];
}

/** A stream that stays open until `end` settles and carries nothing. */
async function* nothingUntil(end: () => Promise<void>): AsyncGenerator<never, void> {
  await end();
  yield* [];
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
