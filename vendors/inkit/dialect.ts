import type { ErrorCode } from "#access/model/errors.ts";
import type { Dialect } from "../shared/calls/dialect.ts";
import { credentialAdvice } from "./credential.ts";
import { failure } from "./wire/common.ts";

const codes: { readonly [code: string]: ErrorCode } = {
  role_in_use: "role_in_use",
  role_is_standard: "unsupported",
  route_not_found: "unexpected_answer",
};

/** Whether the code says that the object itself does not exist; a 404 for a route proves nothing. */
function isMissing(code: string): boolean {
  return code.endsWith("_not_found") && code !== "route_not_found";
}

const routeAdvice =
  "Inkit does not document an API for roles and keys: `endpoint` must be a server with the routes that Latchkey uses by " +
  "analogy (vendors/inkit/NOTES.md), such as its mock server. Leave out /v1.";

/** The error body is our own: the vendor does not document one. Its `code` is stable; its message is not. */
export const dialect: Dialect = {
  title: "Inkit",
  errorBody: "error code",
  advice: {
    unauthenticated: credentialAdvice,
    unexpected_answer: routeAdvice,
    unsupported: "Create your own role with the permissions that you want.",
  },
  readFailure({ status, body }) {
    const parsed = failure.safeParse(body);
    if (!parsed.success) return undefined;
    const { code, error } = parsed.data;
    return { text: `${status} ${code}: ${error}`, code: codes[code], isMissing: status === 404 && isMissing(code) };
  },
};
