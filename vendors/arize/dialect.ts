import type { Secret } from "#access/schema/secret.ts";
import type { Dialect } from "../shared/calls/dialect.ts";
import { explainUnauthenticated } from "./credential.ts";
import { problem } from "./wire/common.ts";

const notReadable =
  "Arize also answers 404 if the token cannot read the object. Check the id, and that the token has access to it.";

/** Reads Arize's problem documents (RFC 9457). Their status is stable; their wording is not. */
export function createDialect(token: Secret): Dialect {
  return {
    title: "Arize",
    errorBody: "problem document",
    advice: { not_found: notReadable, unauthenticated: explainUnauthenticated(token) },
    readFailure({ status, body }) {
      const parsed = problem.safeParse(body);
      if (!parsed.success) return undefined;
      const { title, detail } = parsed.data;
      return { text: `${status} ${title}${detail === undefined ? "" : `: ${detail}`}` };
    },
  };
}
