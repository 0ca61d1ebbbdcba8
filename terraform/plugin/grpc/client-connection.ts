import { decode, encode } from "../protocol/protobuf.ts";
import type { CallOptions, Client, Method, ServiceType } from "../protocol/service.ts";
import { methodPath } from "../protocol/service.ts";
import { GrpcError } from "./status.ts";

/** A connection to a server, over a socket or in memory. */
export interface Connection {
  client<S extends ServiceType>(service: S): Client<S>;
  close(): Promise<void>;
}

/** Carries out one call: messages go in, messages come out, and any end but OK is thrown as `GrpcError`. */
export type Invoke = (
  path: string,
  requests: AsyncIterable<Uint8Array>,
  options: CallOptions,
) => AsyncGenerator<Uint8Array, void>;

export function createClient<S extends ServiceType>(service: S, invoke: Invoke): Client<S> {
  const methods = Object.entries(service.methods).map(([name, method]) => [
    name,
    (input: unknown, options: CallOptions = {}) => {
      const answers = invoke(methodPath(service, name), encodeAll(method, input), options);
      const decoded = decodeAll(method, answers);
      return method.kind === "unary" || method.kind === "client-stream" ? takeOne(decoded) : decoded;
    },
  ]);
  // each method takes and returns the types of the descriptor that it is made from
  return Object.fromEntries(methods) as Client<S>;
}

async function* encodeAll({ kind, request }: Method, input: unknown): AsyncGenerator<Uint8Array, void> {
  if (kind === "unary" || kind === "server-stream") yield encode(request, input);
  else for await (const message of input as AsyncIterable<unknown>) yield encode(request, message);
}

async function* decodeAll({ response }: Method, answers: AsyncIterable<Uint8Array>): AsyncGenerator<unknown, void> {
  for await (const answer of answers) yield decode(response, answer);
}

async function takeOne(answers: AsyncIterable<unknown>): Promise<unknown> {
  const all: unknown[] = [];
  for await (const answer of answers) all.push(answer);
  if (all.length !== 1) throw new GrpcError("INTERNAL", `one answer was expected; ${all.length} came`);
  return all[0];
}
