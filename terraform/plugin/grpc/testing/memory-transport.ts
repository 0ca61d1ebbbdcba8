import type { CallOptions } from "../../protocol/service.ts";
import type { RpcCall, Session } from "../call.ts";
import { createOccasion, openSession } from "../call.ts";
import type { Connection } from "../client-connection.ts";
import { createClient } from "../client-connection.ts";
import type { Route, Service } from "../endpoints.ts";
import { routeTo } from "../endpoints.ts";
import { checkSize, maxMessageBytes } from "../frames.ts";
import { GrpcError } from "../status.ts";

export interface MemoryConnection extends Connection {
  readonly session: Session;
}

export interface MemoryTransport {
  /** Opens a connection with its own session. */
  connect(): MemoryConnection;
}

/** Calls services without a socket: messages still become bytes and come back from them, calls still end with a status. */
export function createMemoryTransport(services: readonly Service[]): MemoryTransport {
  const route = routeTo(services);
  return { connect: () => connect(route) };
}

function connect(route: Route): MemoryConnection {
  const { session, close } = openSession();
  const calls = new Set<AbortController>();
  const closed = new GrpcError("UNAVAILABLE", "the connection is closed");
  let isClosed = false;
  return {
    session,
    client: (service) =>
      createClient(service, async function* (path, requests, options) {
        if (isClosed) throw closed;
        const controller = new AbortController();
        calls.add(controller);
        try {
          yield* exchange(route, path, requests, { session, controller, options });
        } finally {
          calls.delete(controller);
        }
      }),
    close: async () => {
      isClosed = true;
      for (const controller of calls) controller.abort(closed);
      close();
    },
  };
}

async function* exchange(
  route: Route,
  path: string,
  requests: AsyncIterable<Uint8Array>,
  { session, controller, options }: { session: Session; controller: AbortController; options: CallOptions },
): AsyncGenerator<Uint8Array, void> {
  const answered = createOccasion();
  const stopFollowing = follow(controller, options);
  const call: RpcCall = { signal: controller.signal, session, onAnswered: answered.on };
  let isOver = false;
  try {
    yield* route(path).answer(checkSizes(requests), call);
    isOver = true;
  } catch (error) {
    isOver = true;
    throw error;
  } finally {
    stopFollowing();
    if (!isOver) controller.abort(new GrpcError("CANCELLED", "the caller has gone"));
    answered.happen();
  }
}

function follow(controller: AbortController, { signal, timeout }: CallOptions): () => void {
  const cancel = () => controller.abort(new GrpcError("CANCELLED", "the caller has cancelled"));
  const expire = () => controller.abort(new GrpcError("DEADLINE_EXCEEDED", `no answer within ${timeout} ms`));
  const timer = timeout === undefined ? undefined : setTimeout(expire, timeout);
  if (signal?.aborted === true) cancel();
  signal?.addEventListener("abort", cancel);
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", cancel);
  };
}

async function* checkSizes(messages: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  for await (const message of messages) {
    checkSize(message.length, maxMessageBytes, "the message");
    yield message;
  }
}
