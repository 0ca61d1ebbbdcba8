import type { MessageType } from "../protocol/descriptor.ts";
import { decode, encode } from "../protocol/protobuf.ts";
import type { Method, MethodKind, ServiceType } from "../protocol/service.ts";
import { methodPath } from "../protocol/service.ts";
import type { RpcCall } from "./call.ts";
import { checkSize, maxMessageBytes } from "./frames.ts";
import { asGrpcError, GrpcError } from "./status.ts";

type AnyHandler = (input: never, call: RpcCall) => unknown;

/** A service and what carries it out; give the handlers the type `Handlers<typeof service>`. */
export interface Service {
  readonly service: ServiceType;
  readonly handlers: Readonly<Record<string, AnyHandler | undefined>>;
}

export interface Endpoint {
  readonly kind: MethodKind;
  /** Answers a call, message by message; throws `GrpcError` alone, and at once where the call is aborted. */
  answer(requests: AsyncIterable<Uint8Array>, call: RpcCall): AsyncGenerator<Uint8Array, void>;
  /** Only for a unary method: the same for its one request, without the generators, and without an end at an abort. */
  readonly answerOne?: (request: Uint8Array, call: RpcCall) => Uint8Array | Promise<Uint8Array>;
}

/** Finds what answers a path such as `/tfplugin6.Provider/ReadResource`. */
export type Route = (path: string) => Endpoint;

export function routeTo(services: readonly Service[]): Route {
  const endpoints = new Map<string, Endpoint>();
  for (const { service, handlers } of services) {
    for (const [name, method] of Object.entries(service.methods)) {
      const handler = handlers[name];
      if (handler !== undefined) endpoints.set(methodPath(service, name), endpoint(method, handler));
    }
  }
  return (path) => {
    const found = endpoints.get(path);
    if (found === undefined) throw new GrpcError("UNIMPLEMENTED", `${path} is not served here`);
    return found;
  };
}

function endpoint(method: Method, handler: AnyHandler): Endpoint {
  // Handlers<typeof service> has tied the handler's input to the method that decodes it
  const handle = handler as (input: unknown, call: RpcCall) => unknown;
  return {
    kind: method.kind,
    answer: (requests, call) => abortable(respond(method, handle, requests, call), call.signal),
    ...(method.kind === "unary" ? { answerOne: answerOne(method, handle) } : {}),
  };
}

function answerOne({ request, response }: Method, handle: (input: unknown, call: RpcCall) => unknown) {
  return (bytes: Uint8Array, call: RpcCall) => {
    const output = handle(decode(request, bytes), call);
    if (output instanceof Promise) return output.then((message: unknown) => encodeAnswer(response, message));
    return encodeAnswer(response, output);
  };
}

async function* respond(
  { kind, request, response }: Method,
  handle: (input: unknown, call: RpcCall) => unknown,
  requests: AsyncIterable<Uint8Array>,
  call: RpcCall,
): AsyncGenerator<Uint8Array, void> {
  const takesOne = kind === "unary" || kind === "server-stream";
  const output = handle(takesOne ? decode(request, await only(requests)) : decodeAll(request, requests), call);
  if (kind === "unary" || kind === "client-stream") yield encodeAnswer(response, await output);
  else if (isAsyncIterable(output)) for await (const message of output) yield encodeAnswer(response, message);
}

async function* decodeAll(type: MessageType, messages: AsyncIterable<Uint8Array>): AsyncGenerator<unknown, void> {
  for await (const message of messages) yield decode(type, message);
}

function encodeAnswer(type: MessageType, message: unknown): Uint8Array {
  const bytes = encode(type, message);
  checkSize(bytes.length, maxMessageBytes, "the answer");
  return bytes;
}

async function only(messages: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  for await (const message of messages) return message;
  throw withoutRequest();
}

export function withoutRequest(): GrpcError {
  return new GrpcError("INTERNAL", "the call came without a request");
}

async function* abortable<T>(source: AsyncGenerator<T, void>, signal: AbortSignal): AsyncGenerator<T, void> {
  try {
    for (;;) {
      const next = await orAborted(source.next(), signal);
      if (next.done === true) return;
      yield next.value;
    }
  } catch (error) {
    throw asGrpcError(error);
  } finally {
    // a handler that was aborted may still run: its end is nobody's concern any more
    source.return().catch(() => undefined);
  }
}

function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}
