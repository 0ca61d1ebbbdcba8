import type { z } from "zod";
import { parseJson, parseValue, readBody } from "../shared/body.ts";
import { type Endpoint as AnyEndpoint, type Conventions, respond } from "../shared/endpoint.ts";
import type { Outcome } from "../shared/outcome.ts";
import type { Call, RouteFacts } from "../shared/vendor.ts";
import { forbidden, invalid, unauthenticated } from "./errors.ts";
import { isAdmin } from "./group-members.ts";
import { type Caller, identify, observe } from "./identity.ts";
import type { Instance, Row } from "./instance.ts";
import type { Need } from "./permissions.ts";
import { protoJson } from "./proto-json.ts";
import { readSettings } from "../shared/instance.ts";

export type Endpoint = AnyEndpoint<Instance>;

/** Who may call: company admins, any user, or callers with this right in the workspace that the request names. */
export type Gate = "admin" | "user" | Need;

/** A request that passed its gate, its body read. A need is checked by the handler, which knows the workspace. */
export interface Admitted<Body> {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Call["query"];
  readonly headers: Call["headers"];
  readonly caller: Row<"users">;
  readonly body: Body;
}

export interface Declaration<Body> extends Pick<RouteFacts, "method" | "path" | "operationId" | "replies" | "errors"> {
  readonly gate: Gate;
  readonly body?: z.ZodType<Body>;
  handle(instance: Instance, request: Admitted<Body>): Promise<Outcome>;
}

function accessOf(gate: Gate): Pick<RouteFacts, "access" | "permissions"> {
  if (typeof gate === "object") return { access: "permitted", permissions: [`${gate.domain}:${gate.action}`] };
  return gate === "admin"
    ? { access: "permitted", permissions: ["ADMIN"] }
    : { access: "authenticated", permissions: [] };
}

/** As protobuf's JSON mapping reads it: null is nothing, unknown members are ignored. */
function bindBody<Body>(schema: z.ZodType<Body>, text: string): Body {
  if (text === "") throw invalid("the request has no body");
  const sent = parseJson(text, () => invalid("the request's body is not JSON"));
  return parseValue(schema, sent ?? {}, ({ place, message }) =>
    invalid(`${place === "" ? "the body" : place}: ${message}`),
  );
}

const largestInt32 = 2 ** 31 - 1;

function checkIds(params: Call["params"]): void {
  for (const [name, value] of Object.entries(params)) {
    if (/^\d{1,10}$/.test(value) && Number(value) <= largestInt32) continue;
    throw invalid(`${name}: "${value}" is not a 32-bit integer`);
  }
}

function checkUser(caller: Caller): Row<"users"> {
  if (caller.kind === "user") return caller.user;
  throw unauthenticated("an agent's key is accepted for agents' operations alone");
}

export const conventions: Conventions<Instance, Caller> = {
  contentType: "application/json",
  identify: (instance, { headers }) => identify(instance, headers),
  observe,
  encode: (value) => JSON.stringify(protoJson(value)),
};

async function readConventions(instance: Instance): Promise<Conventions<Instance, Caller>> {
  const { writesZeros } = await readSettings(instance);
  return writesZeros ? { ...conventions, encode: (value) => JSON.stringify(value) } : conventions;
}

/** The vendor's gateway makes a message of path and body before its service asks for rights (inferred, vendors/bigeye/NOTES.md). */
export function endpoint<Body = undefined>(declaration: Declaration<Body>): Endpoint {
  const { method, path, operationId, replies, errors, gate, body, handle } = declaration;
  return {
    method,
    path,
    operationId,
    replies,
    errors,
    ...accessOf(gate),
    ...(body === undefined ? {} : { body }),
    respond: async (instance, call) =>
      respond(await readConventions(instance), { instance, call }, async (caller) => {
        const user = checkUser(caller);
        const { params, query, headers } = call;
        checkIds(params);
        const sent = readBody(body, call.body, bindBody);
        if (gate === "admin" && !(await isAdmin(instance, user))) throw forbidden("this takes a company admin");
        return handle(instance, { params, query, headers, caller: user, body: sent });
      }),
  };
}

/** A route that takes an agent's key alone. */
export function agentEndpoint(
  declaration: Pick<RouteFacts, "method" | "path" | "operationId" | "replies">,
  handle: (instance: Instance) => Promise<Outcome>,
): Endpoint {
  return {
    ...declaration,
    errors: {},
    access: "authenticated",
    permissions: [],
    respond: (instance, call) =>
      respond(conventions, { instance, call }, async ({ kind }) => {
        if (kind !== "agent") throw unauthenticated("this takes an agent's key");
        return handle(instance);
      }),
  };
}
