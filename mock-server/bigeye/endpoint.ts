import type { z } from "zod";
import type { Call, Reply, RouteFacts } from "../vendor.ts";
import { bindBody } from "./body.ts";
import { Refusal, forbidden, invalid } from "./errors.ts";
import { type Caller, identify, observe } from "./identity.ts";
import type { Instance } from "./instance.ts";
import { protoJson } from "./json.ts";
import { isAdmin } from "./membership.ts";
import type { Need } from "./permissions.ts";
import type { UserRow } from "./tables.ts";

/** Who gets through: a company admin; anybody with a user's key; whoever holds a need in the workspace meant; an agent. */
export type Gate = "admin" | "user" | "agent" | Need;

/** A request that passed its gate, its body bound. A need is checked by the handler, which knows the workspace. */
export interface Admitted<Body> {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Call["query"];
  readonly headers: Call["headers"];
  readonly caller: UserRow;
  readonly body: Body;
}

export interface Declaration<Body> extends Pick<RouteFacts, "method" | "path" | "operationId" | "errors"> {
  readonly gate: Gate;
  /** Of the answer; null for a 204. */
  readonly answers: z.ZodType | null;
  /** Undefined answers 204. */
  handle(instance: Instance, request: Admitted<Body>): Promise<unknown>;
}

export interface Endpoint extends RouteFacts {
  respond(instance: Instance, call: Call): Promise<Reply>;
}

const json = "application/json";

function accessOf(gate: Gate): Pick<RouteFacts, "access" | "permissions"> {
  if (typeof gate === "object") return { access: "permitted", permissions: [`${gate.domain}:${gate.action}`] };
  return gate === "admin"
    ? { access: "permitted", permissions: ["ADMIN"] }
    : { access: "authenticated", permissions: [] };
}

function replyOf(answer: unknown, principal: string): Reply {
  if (answer === undefined) return { status: 204, contentType: json, text: "", principal };
  return { status: 200, contentType: json, text: JSON.stringify(protoJson(answer)), principal };
}

export function refusalReply({ status, envelope }: Refusal, principal: string | null): Reply {
  return { status, contentType: json, text: JSON.stringify(envelope), principal };
}

const largestInt32 = 2 ** 31 - 1;

function checkIds(params: Call["params"]): void {
  for (const [name, value] of Object.entries(params)) {
    if (/^\d{1,10}$/.test(value) && Number(value) <= largestInt32) continue;
    throw invalid(`${name}: "${value}" is no 32-bit integer`);
  }
}

function notAgent(caller: Caller): UserRow {
  if (caller.kind === "user") return caller.user;
  throw new Refusal(401, "an agent's key is accepted for agents' operations alone");
}

/** The vendor's gateway makes a message of path and body before its service asks for rights (inferred, NOTES.md). */
function build<Body>(declaration: Declaration<Body>, bind: (text: string) => Body): Omit<Endpoint, "body"> {
  const { method, path, operationId, answers, errors, gate, handle } = declaration;
  async function admit(instance: Instance, caller: Caller, call: Call): Promise<unknown> {
    if (gate === "agent") {
      if (caller.kind === "agent") return undefined;
      throw new Refusal(401, "this takes an agent's key");
    }
    const user = notAgent(caller);
    checkIds(call.params);
    const body = bind(call.body);
    if (gate === "admin" && !(await isAdmin(instance, user))) throw forbidden("this takes a company admin");
    const { params, query, headers } = call;
    return handle(instance, { params, query, headers, caller: user, body });
  }
  return {
    ...{ method, path, operationId, errors, ...accessOf(gate) },
    replies: answers === null ? { 204: null } : { 200: answers },
    async respond(instance, call) {
      let caller: Caller | undefined;
      let reply: Reply;
      try {
        caller = await identify(instance, call.headers);
        reply = replyOf(await admit(instance, caller, call), caller.principal);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        reply = refusalReply(error, caller?.principal ?? null);
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

/** A route that reads a JSON body. */
export function bodyEndpoint<Body>(declaration: Declaration<Body> & { readonly body: z.ZodType<Body> }): Endpoint {
  const { body } = declaration;
  return { ...build(declaration, (text) => bindBody(body, text)), body };
}
