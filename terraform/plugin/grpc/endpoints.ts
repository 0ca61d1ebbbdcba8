import type { MessageType } from "../protocol/descriptor.ts";
import { decode, encode } from "../protocol/protobuf.ts";
import type { Method, MethodKind, ServiceType } from "../protocol/service.ts";
import { methodPath } from "../protocol/service.ts";
import type { RpcCall } from "./call.ts";
import { checkSize, maxMessageBytes } from "./frames.ts";
import { toGrpcError, GrpcError } from "./status.ts";

type AnyHandler = (input: never, call: RpcCall) => unknown;

/** A service and its handlers, which have the type `Handlers<typeof service>`. */
export interface Service {
  readonly service: ServiceType;
  readonly handlers: Readonly<Record<string, AnyHandler | undefined>>;
  /** What has to be done before the process ends; undefined if there is nothing to wait for. @default nothing */
  close?(): Promise<void> | undefined;
}

export interface Endpoint {
  readonly kind: MethodKind;
  /** Answers a call message by message. Throws only `GrpcError`, and immediately when the call is aborted. */
  answer(requests: AsyncIterable<Uint8Array>, call: RpcCall): AsyncGenerator<Uint8Array, void>;
  /** For unary methods only: a fast path without generators, which does not stop on abort. */
  readonly answerOne?: (request: Uint8Array, call: RpcCall) => Uint8Array | Promise<Uint8Array>;
}

/** Finds what answers a path such as `/tfplugin6.Provider/ReadResource`. */
export type Route = (path: string) => Endpoint;

export function routeTo(services: readonly Service[]): Route {
  const endpoints = new Map<string, Endpoint>();
  for (const { service, handlers } of services) {
    for (const [name, method] of Object.entries(service.methods)) {
      const handler = handlers[name];
      if (handler !== undefined) endpoints.set(methodPath(service, name), createEndpoint(method, handler));
    }
  }
  return (path) => {
    const found = endpoints.get(path);
    if (found === undefined) throw new GrpcError("UNIMPLEMENTED", `${path} is not served`);
    return found;
  };
}

function createEndpoint(method: Method, handler: AnyHandler): Endpoint {
  // Handlers<typeof service> ties the handler's input to the method that decodes it
  const handle = handler as (input: unknown, call: RpcCall) => unknown;
  return {
    kind: method.kind,
    answer: (requests, call) => stopOnAbort(respond(method, handle, requests, call), call.signal),
    ...(method.kind === "unary" ? { answerOne: createUnaryAnswer(method, handle) } : {}),
  };
}

function createUnaryAnswer({ request, response }: Method, handle: (input: unknown, call: RpcCall) => unknown) {
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
  const output = handle(takesOne ? decode(request, await takeOne(requests)) : decodeAll(request, requests), call);
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

async function takeOne(messages: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  for await (const message of messages) return message;
  throw refuseEmptyCall();
}

export function refuseEmptyCall(): GrpcError {
  return new GrpcError("INTERNAL", "the call came without a request");
}

async function* stopOnAbort<T>(source: AsyncGenerator<T, void>, signal: AbortSignal): AsyncGenerator<T, void> {
  try {
    for (;;) {
      const next = await raceAbort(source.next(), signal);
      if (next.done === true) return;
      yield next.value;
    }
  } catch (error) {
    throw toGrpcError(error);
  } finally {
    // an aborted handler may still run; its result is ignored
    source.return().catch(() => undefined);
  }
}

function raceAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
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
