import type { Answered } from "../grpc/call.ts";
import type { Service } from "../grpc/endpoints.ts";
import { routeTo } from "../grpc/endpoints.ts";
import { createGrpcServer } from "../grpc/server.ts";
import type { ServerTls } from "../grpc/tls.ts";
import type { ConnectionQueue } from "./connection-queue.ts";
import { createGoPluginServices } from "./go-plugin-services.ts";
import type { Log } from "./log.ts";

/** A plugin whose address Terraform knows, and that nobody answers for yet. */
export interface OpenPlugin {
  readonly connections: ConnectionQueue;
  /** Undefined if the host uses plain text. */
  readonly tls: ServerTls | undefined;
  readonly log: Log;
  /** Called when Terraform asks the plugin to end. */
  shutDown(): void;
  /** Begins `work` before the process ends; undefined if there is nothing to wait for. */
  onLeave(work: () => Promise<void> | undefined): void;
}

export interface Answering {
  /** The paths of the methods of `services` that were called so far, each once. */
  listMethods(): readonly string[];
}

/** Answers the calls that an open plugin gets: go-plugin's own, and those of `services`. */
export function answerCalls({ connections, tls, log, ...plugin }: OpenPlugin, services: readonly Service[]): Answering {
  const methods = new Set<string>();
  const ownPaths = services.map(({ service }) => `/${service.name}/`);
  const server = createGrpcServer({
    route: routeTo([...createGoPluginServices(log, () => plugin.shutDown()), ...services]),
    ...(tls === undefined ? {} : { tls }),
    onAnswered: (answered) => {
      // Whether go-plugin's own streams end before the process does is chance.
      if (ownPaths.some((path) => answered.path.startsWith(path))) methods.add(answered.path);
      logAnswer(log, answered);
    },
    onConnectionError: (error) => logFailure(log, error),
  });
  for (const service of services) if (service.close !== undefined) plugin.onLeave(() => service.close?.());
  connections.serve((socket) => server.take(socket));
  return { listMethods: () => [...methods] };
}

// Terraform closes its connection while the last frames are on their way.
const goneCodes = new Set(["EPIPE", "ECONNRESET"]);

export function logFailure(log: Log, error: Error): void {
  if ("code" in error && goneCodes.has(String(error.code))) log.debug("the client has closed a connection", { error });
  else log.warn("a connection failed", { error });
}

function logAnswer(log: Log, { path, session, status, message, milliseconds }: Answered): void {
  const fields = {
    tf_rpc: path.slice(path.lastIndexOf("/") + 1),
    tf_req_duration_ms: Math.round(milliseconds),
    connection: session.id,
    status,
  };
  if (status === "OK") log.trace("answered", fields);
  else log.debug("answered", { ...fields, error: message });
}
