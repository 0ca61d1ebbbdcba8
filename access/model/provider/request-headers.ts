import { AccessError } from "../errors.ts";

// RFC 9110 section 5.6.2.
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// RFC 9110 section 5.5, without the bytes above ASCII, which receivers read in ways of their own.
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

function reasonAgainst(name: string): string | undefined {
  const lower = name.toLowerCase();
  return owned.get(lower) ?? (lower.startsWith("if-") ? answer : undefined);
}

// Without a path: Terraform would print the line of the configuration, and with it a value that is written there.
function createError(message: string, advice: string): AccessError {
  return new AccessError("invalid_value", message, { advice });
}

/** What is wrong with the name of a header that the user adds; undefined where nothing is. */
export function headerNameError(name: string): AccessError | undefined {
  // It is not repeated: whoever takes name and value for each other has put a secret here.
  if (!token.test(name)) {
    const advice = "Use letters, digits and hyphens, such as X-Gateway-Key.";
    return createError("`headers` contains a name that is not a valid HTTP header name.", advice);
  }
  const reason = reasonAgainst(name);
  if (reason === undefined) return undefined;
  return createError(`\`headers\` sets ${name}: ${reason}.`, "Remove it, or have the gateway read another header.");
}

/** What is wrong with its value, which is never repeated; undefined where nothing is. */
export function headerValueError(name: string, value: string): AccessError | undefined {
  if (content.test(value)) return undefined;
  const what =
    value === ""
      ? "is empty"
      : "contains a line break, leading or trailing blanks, or a character outside ASCII, none of which a header can carry";
  const advice = "Copy the value again, without blanks or line breaks around it.";
  return createError(`The value of ${name} in \`headers\` ${what}.`, advice);
}

/** Names that differ only in case are one header. */
export function repeatedHeaderErrors(names: readonly string[]): readonly AccessError[] {
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
