import type { z } from "zod";
import { type IdType, idTypes } from "#vendors/arize/facts/data/limits.ts";
import { type Issue, parseJson, parseValue, readBody } from "../shared/body.ts";
import { type Endpoint as AnyEndpoint, type Conventions, respond } from "../shared/endpoint.ts";
import type { MockError } from "../shared/errors.ts";
import type { Outcome } from "../shared/outcome.ts";
import type { Call, RouteFacts } from "../shared/vendor.ts";
import { invalid } from "./errors.ts";
import { type Caller, checkLimit, identify, observe, readBearer } from "./identity.ts";
import { parseId } from "./ids.ts";
import type { Instance } from "./instance.ts";

export type Endpoint = AnyEndpoint<Instance>;

/** A request whose credential, ids, query and body are in order. */
export interface Admitted<Query, Body> {
  readonly params: Readonly<Record<string, string>>;
  readonly caller: Caller;
  readonly query: Query;
  readonly body: Body;
}

export interface Declaration<Query, Body> extends Pick<
  RouteFacts,
  "method" | "path" | "operationId" | "replies" | "errors"
> {
  /** What each id in the path is of. */
  readonly ids?: Readonly<Record<string, IdType>>;
  /** The vendor's words for what is needed; left out where any account member may ask. */
  readonly permissions?: readonly string[];
  readonly query?: z.ZodType<Query>;
  /** A schema that takes undefined: the body may be left out. */
  readonly body?: z.ZodType<Body>;
  handle(instance: Instance, request: Admitted<Query, Body>): Promise<Outcome>;
}

function refuseIssue({ place, message }: Issue): MockError {
  return invalid(`${place === "" ? "the request" : place}: ${message}`);
}

function bindBody<Body>(schema: z.ZodType<Body>, text: string): Body {
  const isLeftOut = text === "" && schema.safeParse(undefined).success;
  const sent = isLeftOut ? undefined : parseJson(text, () => invalid("the body is not JSON"));
  return parseValue(schema, sent, refuseIssue);
}

function readQuery<Query>(schema: z.ZodType<Query> | undefined, query: Call["query"]): Query {
  // A declaration without `query` leaves Query at its default, which is undefined.
  return schema === undefined ? (undefined as Query) : parseValue(schema, query, refuseIssue);
}

function parseParams(call: Call, ids: Readonly<Record<string, IdType>>): Call["params"] {
  for (const [name, type] of Object.entries(ids)) parseId(type, call.params[name] ?? "", name);
  return call.params;
}

async function recordMutation(instance: Instance, { user }: Caller, operationName: string): Promise<void> {
  await instance.auditLogs.put({
    id: await instance.newId(idTypes.auditLog),
    userId: user.id,
    createdAt: instance.timestamp(),
    operationType: "MUTATION",
    operationName,
    operationText: null,
  });
}

export const conventions: Conventions<Instance, Caller> = {
  contentType: "application/json",
  errorContentType: "application/problem+json",
  identify: (instance, { headers }) => identify(instance, readBearer(headers)),
};

/** Who asks (401), how often (429), what is asked (400), then what the route itself decides. */
export function endpoint<Query = undefined, Body = undefined>(declaration: Declaration<Query, Body>): Endpoint {
  const { method, path, operationId, permissions = [], ids = {}, query, body, replies, errors, handle } = declaration;
  return {
    method,
    path,
    operationId,
    permissions,
    replies,
    errors,
    access: permissions.length === 0 ? "authenticated" : "permitted",
    ...(body === undefined ? {} : { body }),
    respond: (instance, call) =>
      respond(conventions, { instance, call }, async (caller) => {
        // Before the answer: a caller may revoke the very key that it came with.
        await observe(instance, caller);
        await checkLimit(instance, caller);
        const outcome = await handle(instance, {
          params: parseParams(call, ids),
          caller,
          query: readQuery(query, call.query),
          body: readBody(body, call.body, bindBody),
        });
        if (method !== "GET") await recordMutation(instance, caller, operationId);
        return outcome;
      }),
  };
}
