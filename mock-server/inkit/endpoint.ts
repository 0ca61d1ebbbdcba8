import { z } from "zod";
import type { PermissionName } from "#vendors/inkit/facts/data/catalog.ts";
import { parseJson, parseValue, readBody } from "../shared/body.ts";
import { type Endpoint as AnyEndpoint, type Conventions, respond } from "../shared/endpoint.ts";
import type { Outcome } from "../shared/outcome.ts";
import type { Call, RouteFacts } from "../shared/vendor.ts";
import { type Code, refuse, refuseIssues } from "./errors.ts";
import { type Caller, identify } from "./identity.ts";
import type { Instance } from "./instance.ts";
import { checkHolds } from "./permissions.ts";

export type Endpoint = AnyEndpoint<Instance>;

/** A request of a caller who may make it. */
export interface Admitted<Body> {
  /** In the path; empty where it has none. */
  readonly id: string;
  readonly query: Call["query"];
  readonly caller: Caller;
  /** Reads the body, or throws what is wrong with it: after the thing in the path was found. */
  readBody(): Body;
}

export interface Declaration<Body> extends Pick<RouteFacts, "method" | "path" | "operationId" | "replies"> {
  /** Any one of them lets a caller in. */
  readonly anyOf: readonly [PermissionName, ...PermissionName[]];
  readonly body?: z.ZodType<Body>;
  /** What it may answer beside 401 and the 403 of `anyOf`. */
  readonly errors: Readonly<Record<number, readonly Code[]>>;
  handle(instance: Instance, request: Admitted<Body>): Promise<Outcome>;
}

const anyObject = z.record(z.string(), z.unknown());

/** The body as the schema reads it: 400 where it is not a JSON object, 422 with every member that does not fit. */
function bindBody<Body>(schema: z.ZodType<Body>, text: string): Body {
  const refuseBody = () => refuse("body_invalid", "the request body is not a JSON object");
  const sent = parseValue(anyObject, parseJson(text, refuseBody), refuseBody);
  return parseValue(schema, sent, (_first, issues) => refuseIssues(issues));
}

export const conventions: Conventions<Instance, Caller> = {
  contentType: "application/json; charset=utf-8",
  identify: (instance, { headers }) => identify(instance, headers),
};

/** 401, then 403, then what `handle` finds: the thing in the path (404), the body (400, 422), what the body asks for. */
export function endpoint<Body = undefined>(declaration: Declaration<Body>): Endpoint {
  const { method, path, operationId, replies, anyOf, errors, body, handle } = declaration;
  return {
    method,
    path,
    operationId,
    replies,
    errors,
    access: "permitted",
    permissions: [anyOf.join(" or ")],
    ...(body === undefined ? {} : { body }),
    respond: (instance, call) =>
      respond(conventions, { instance, call }, async (caller) => {
        await checkHolds(instance, caller, anyOf);
        const { params, query } = call;
        return handle(instance, {
          id: params["id"] ?? "",
          query,
          caller,
          readBody: () => readBody(body, call.body, bindBody),
        });
      }),
  };
}
