import type { z } from "zod";
import type { Call, Reply, RouteFacts } from "../vendor.ts";
import { type FieldCode, bindBody } from "./body.ts";
import { Refusal, unauthenticated } from "./errors.ts";
import { type Gate, passGate } from "./gate.ts";
import { parseId } from "./ids.ts";
import { type Caller, identify, observe } from "./identity.ts";
import type { Instance } from "./instance.ts";

/** A request that passed its gate, its body bound. */
export interface Admitted<Body> {
  readonly params: Readonly<Record<string, string>>;
  readonly caller: Caller | undefined;
  readonly body: Body;
}

export type Outcome =
  /** JSON that goes into the vendor's envelope. */
  | { readonly kind: "data"; readonly status: 200 | 201; readonly json: string }
  | { readonly kind: "nothing" }
  /** JSON without the vendor's envelope. */
  | { readonly kind: "bare"; readonly value: unknown };

export interface Declaration<Body> extends Pick<RouteFacts, "method" | "path" | "operationId" | "replies" | "errors"> {
  readonly gate: Gate;
  /** Path parameters that the handler itself parses: after the gate, before the body (signoz.md §0.2). */
  readonly parses?: readonly string[];
  handle(instance: Instance, request: Admitted<Body>): Promise<Outcome>;
}

export interface Endpoint extends RouteFacts {
  respond(instance: Instance, call: Call): Promise<Reply>;
}

export function found(data: unknown): Outcome {
  return foundJson(JSON.stringify(data));
}

export function foundJson(json: string): Outcome {
  return { kind: "data", status: 200, json };
}

export function created(data: unknown): Outcome {
  return { kind: "data", status: 201, json: JSON.stringify(data) };
}

export const done: Outcome = { kind: "nothing" };

export function callerOf({ caller }: Admitted<unknown>): Caller {
  if (caller === undefined) throw unauthenticated();
  return caller;
}

const json = "application/json; charset=utf-8";

function replyOf(outcome: Outcome, principal: string | null): Reply {
  switch (outcome.kind) {
    case "data":
      return {
        status: outcome.status,
        contentType: json,
        text: `{"status":"success","data":${outcome.json}}`,
        principal,
      };
    case "bare":
      return { status: 200, contentType: json, text: JSON.stringify(outcome.value), principal };
    case "nothing":
      return { status: 204, contentType: json, text: "", principal };
  }
}

function refusalReply(refusal: Refusal, principal: string | null): Reply {
  return { status: refusal.status, contentType: json, text: JSON.stringify(refusal.envelope), principal };
}

function parsedParams(params: Call["params"], names: readonly string[]): Call["params"] {
  return { ...params, ...Object.fromEntries(names.map((name) => [name, parseId(params[name] ?? "")])) };
}

function accessOf(gate: Gate): Pick<RouteFacts, "access" | "permissions"> {
  switch (gate.kind) {
    case "public":
    case "authenticated":
      return { access: gate.kind, permissions: [] };
    case "permitted":
      return { access: "permitted", permissions: gate.needs.map(({ kind, verb }) => `${kind}:${verb}`) };
    case "assigned":
      return { access: "permitted", permissions: [gate.level.toUpperCase()] };
  }
}

function build<Body>(declaration: Declaration<Body>, bind: (text: string) => Body): Omit<Endpoint, "body"> {
  const { method, path, operationId, replies, errors, gate, parses = [], handle } = declaration;
  return {
    ...{ method, path, operationId, replies, errors, ...accessOf(gate) },
    async respond(instance, call) {
      const caller = await identify(instance, call.headers);
      const principal = caller?.principal ?? null;
      let reply: Reply;
      try {
        await passGate(instance, gate, { params: call.params, body: call.body, caller });
        const params = parses.length === 0 ? call.params : parsedParams(call.params, parses);
        reply = replyOf(await handle(instance, { params, caller, body: bind(call.body) }), principal);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        reply = refusalReply(error, principal);
      }
      if (caller !== undefined) await observe(instance, caller);
      return reply;
    },
  };
}

/** A route that reads no body. */
export function endpoint(declaration: Declaration<undefined>): Endpoint {
  return build(declaration, () => undefined);
}

export interface BodyDeclaration<Body> extends Declaration<Body> {
  readonly body: z.ZodType<Body>;
  /** @default `invalid_request_field` for every member */
  readonly fieldCode?: FieldCode;
}

/** A route that reads a JSON body. */
export function bodyEndpoint<Body>(declaration: BodyDeclaration<Body>): Endpoint {
  const { body, fieldCode } = declaration;
  return { ...build(declaration, (text) => bindBody(body, text, fieldCode)), body };
}
