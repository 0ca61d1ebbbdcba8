import type { RpcCall } from "../grpc/call.ts";
import type { Infer, Init, MessageType } from "./descriptor.ts";

export type MethodKind = "unary" | "server-stream" | "client-stream" | "bidi";

export interface Method<
  Kind extends MethodKind = MethodKind,
  Request extends MessageType = MessageType,
  Response extends MessageType = MessageType,
> {
  readonly kind: Kind;
  readonly request: Request;
  readonly response: Response;
}

export type Methods = Readonly<Record<string, Method>>;

export interface ServiceType<M extends Methods = Methods> {
  readonly kind: "service";
  readonly name: string;
  readonly methods: M;
}

type Answer<R> = Init<R> | Promise<Init<R>>;
type Handler<M> =
  M extends Method<"unary", infer Q, infer R>
    ? (request: Infer<Q>, call: RpcCall) => Answer<R>
    : M extends Method<"server-stream", infer Q, infer R>
      ? (request: Infer<Q>, call: RpcCall) => AsyncIterable<Init<R>>
      : M extends Method<"client-stream", infer Q, infer R>
        ? (requests: AsyncIterable<Infer<Q>>, call: RpcCall) => Answer<R>
        : M extends Method<"bidi", infer Q, infer R>
          ? (requests: AsyncIterable<Infer<Q>>, call: RpcCall) => AsyncIterable<Init<R>>
          : never;

/** The handlers of a service. A method without one is answered with UNIMPLEMENTED. */
export type Handlers<S> = S extends ServiceType<infer M> ? { readonly [K in keyof M]?: Handler<M[K]> } : never;

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds; sent to the server as `grpc-timeout`. */
  readonly timeout?: number;
}

type ClientMethod<M> =
  M extends Method<"unary", infer Q, infer R>
    ? (request: Init<Q>, options?: CallOptions) => Promise<Infer<R>>
    : M extends Method<"server-stream", infer Q, infer R>
      ? (request: Init<Q>, options?: CallOptions) => AsyncIterable<Infer<R>>
      : M extends Method<"client-stream", infer Q, infer R>
        ? (requests: AsyncIterable<Init<Q>>, options?: CallOptions) => Promise<Infer<R>>
        : M extends Method<"bidi", infer Q, infer R>
          ? (requests: AsyncIterable<Init<Q>>, options?: CallOptions) => AsyncIterable<Infer<R>>
          : never;

/** The methods of a service for callers. A status other than OK is thrown as `GrpcError`. */
export type Client<S> = S extends ServiceType<infer M> ? { readonly [K in keyof M]: ClientMethod<M[K]> } : never;

type MethodMaker<Kind extends MethodKind> = <Q extends MessageType, R extends MessageType>(
  request: Q,
  response: R,
) => Method<Kind, Q, R>;

function method<Kind extends MethodKind>(kind: Kind): MethodMaker<Kind> {
  return (request, response) => ({ kind, request, response });
}

export const unary = method("unary");
export const serverStream = method("server-stream");
export const clientStream = method("client-stream");
export const bidi = method("bidi");

export function serviceType<const M extends Methods>(name: string, methods: M): ServiceType<M> {
  return { kind: "service", name, methods };
}

/** `readResource` of `tfplugin6.Provider` is `/tfplugin6.Provider/ReadResource`. */
export function methodPath(service: ServiceType, name: string): string {
  return `/${service.name}/${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
