import { AccessError } from "../errors.ts";

// RFC 9110 section 5.6.2.
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// RFC 9110 section 5.5, without bytes above ASCII, which servers interpret differently.
const content = /^[\u0021-\u007e](?:[\t\u0020-\u007e]*[\u0021-\u007e])?$/;

const connection = "it belongs to the connection, which the client manages";
const answer = "the client could not read the response";
const body = "the client sets it to describe the body";

const owned: ReadonlyMap<string, string> = new Map([
  ["accept", answer],
  ["accept-encoding", answer],
  ["authorization", "vendors would read it instead of the token"],
  ["connection", connection],
  ["content-encoding", body],
  ["content-length", body],
  ["content-type", body],
  ["expect", connection],
  ["host", "the client takes it from `endpoint`"],
  ["keep-alive", connection],
  ["proxy-authorization", "the user and password of a proxy belong in its URL, in HTTPS_PROXY or HTTP_PROXY"],
  ["proxy-connection", connection],
  ["range", answer],
  ["te", connection],
  ["trailer", connection],
  ["transfer-encoding", connection],
  ["upgrade", connection],
  ["user-agent", "the client sets it to its own name and version"],
]);

function findRefusalReason(name: string): string | undefined {
  const lower = name.toLowerCase();
  return owned.get(lower) ?? (lower.startsWith("if-") ? answer : undefined);
}

// Without a path: Terraform would print the line of the configuration with the value.
function createError(message: string, advice: string): AccessError {
  return new AccessError("invalid_value", message, { advice });
}

/** What is wrong with the name of a header that the user adds; undefined if nothing is wrong. */
export function findHeaderNameError(name: string): AccessError | undefined {
  // The message does not repeat the name: a user who swaps name and value puts a secret here.
  if (!token.test(name)) {
    const advice = "Use letters, digits and hyphens, such as X-Gateway-Key.";
    return createError("`headers` contains a name that is not a valid HTTP header name.", advice);
  }
  const reason = findRefusalReason(name);
  if (reason === undefined) return undefined;
  return createError(`\`headers\` sets ${name}: ${reason}.`, "Remove it, or have the gateway read another header.");
}

/** What is wrong with its value, which is never repeated; undefined if nothing is wrong. */
export function findHeaderValueError(name: string, value: string): AccessError | undefined {
  if (content.test(value)) return undefined;
  const what =
    value === ""
      ? "is empty"
      : "contains a line break, leading or trailing blanks, or a character outside ASCII, none of which a header can carry";
  const advice = "Copy the value again, without blanks or line breaks around it.";
  return createError(`The value of ${name} in \`headers\` ${what}.`, advice);
}

/** Finds headers whose names differ only in case. */
export function findRepeatedHeaders(names: readonly string[]): readonly AccessError[] {
  const seen = new Set<string>();
  return names.flatMap((name) => {
    const lower = name.toLowerCase();
    if (!seen.has(lower)) {
      seen.add(lower);
      return [];
    }
    return [createError(`\`headers\` sets ${name} twice, in two spellings.`, "Keep one of them.")];
  });
}
