import type { ErrorCode } from "#access/model/errors.ts";
import type { Secret } from "#access/schema/secret.ts";
import { isSameText } from "../shared/calls/asked.ts";
import type { Dialect } from "../shared/calls/dialect.ts";
import { explainUnauthenticated } from "./credential.ts";
import { problem } from "./wire/common.ts";

const notReadable =
  "Arize also answers 404 if the token cannot read the object. Check the id, and that the token has access to it.";

// Such as `Role:17` of `Role:17:0Kk+`. The checksum after it may be left out of an id that is sent.
const named = /^[A-Za-z]+:\d+/;

/** Case matters in base64, and an id with and without its checksum names the same object. */
function isSame(wanted: string, received: string): boolean {
  const [first, second] = [wanted, received].map((id) => named.exec(Buffer.from(id, "base64").toString("latin1"))?.[0]);
  return first === undefined || second === undefined ? isSameText(wanted, received) : first === second;
}

/** Arize's answers for what is gone, or what the token cannot read. */
export const hiddenBy = ["forbidden", "not_found"] as const satisfies readonly ErrorCode[];

/** Reads Arize's problem documents (RFC 9457). Their status is stable; their wording is not. */
export function createDialect(token: Secret): Dialect {
  return {
    title: "Arize",
    errorBody: "problem document",
    isSame,
    advice: { not_found: notReadable, unauthenticated: explainUnauthenticated(token) },
    readFailure({ status, body }) {
      const parsed = problem.safeParse(body);
      if (!parsed.success) return undefined;
      const { title, detail } = parsed.data;
      return { text: `${status} ${title}${detail === undefined ? "" : `: ${detail}`}` };
    },
  };
}
