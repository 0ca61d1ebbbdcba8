import type { z } from "zod";
import type { PermissionName } from "#vendors/inkit/facts/data/catalog.ts";
import type { Call, Reply, RouteFacts } from "../vendor.ts";
import { bindBody } from "./body.ts";
import { type Code, Refusal } from "./errors.ts";
import { type Caller, identify, unidentified } from "./identity.ts";
import type { Instance } from "./instance.ts";
import { checkHolds } from "./permissions.ts";

/** A request of somebody who may make it. */
export interface Admitted<Body> {
  /** In the path; empty where it has none. */
  readonly id: string;
  readonly query: Call["query"];
  readonly caller: Caller;
  /** Reads the body, or refuses it: after the thing in the path was found. */
  readBody(): Body;
}

export interface Outcome {
  readonly status: 200 | 201 | 204;
  /** Left out for no body. */
  readonly value?: unknown;
}

interface Declaration<Body> extends Pick<RouteFacts, "method" | "path" | "operationId" | "replies"> {
  /** Any one of them lets a caller in. */
  readonly anyOf: readonly [PermissionName, ...PermissionName[]];
  /** What it may answer beside 401 and the 403 of `anyOf`. */
  readonly errors: Readonly<Record<number, readonly Code[]>>;
  handle(instance: Instance, request: Admitted<Body>): Promise<Outcome>;
}

export interface Endpoint extends RouteFacts {
  respond(instance: Instance, call: Call): Promise<Reply>;
}

const contentType = "application/json; charset=utf-8";

function replyOf({ status, value }: Outcome, principal: string): Reply {
  return { status, contentType, text: value === undefined ? "" : JSON.stringify(value), principal };
}

export function refusalReply(refusal: Refusal, principal: string | null): Reply {
  return { status: refusal.status, contentType, text: JSON.stringify(refusal.body), principal };
}

/** 401, then 403, then what `handle` finds: the thing in the path (404), the body (400, 422), what the body asks for. */
function build<Body>(declaration: Declaration<Body>, bind: (text: string) => Body): Endpoint {
  const { method, path, operationId, replies, anyOf, errors, handle } = declaration;
  return {
    ...{ method, path, operationId, replies, errors },
    access: "permitted",
    permissions: [anyOf.join(" or ")],
    async respond(instance, { params, query, headers, body }) {
      const caller = await identify(instance, headers);
      if (caller === undefined) return refusalReply(unidentified(headers), null);
      try {
        await checkHolds(instance, caller, anyOf);
        const request = { id: params["id"] ?? "", query, caller, readBody: () => bind(body) };
        return replyOf(await handle(instance, request), caller.principal);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return refusalReply(error, caller.principal);
      }
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
