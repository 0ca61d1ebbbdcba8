import { AccessError } from "../errors.ts";

// RFC 9110 section 5.6.2.
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// RFC 9110 section 5.5, without the bytes above ASCII, which receivers read in ways of their own.
const content = /^[\u0021-\u007e](?:[\t\u0020-\u007e]*[\u0021-\u007e])?$/;

const connection = "it belongs to the connection, which the client itself keeps";
const answer = "another answer would come back than the client can read";
const body = "the client itself says what it sends";

const owned: ReadonlyMap<string, string> = new Map([
  ["accept", answer],
  ["accept-encoding", answer],
  ["authorization", "vendors read it in place of the token, and the token would be ignored"],
  ["connection", connection],
  ["content-encoding", body],
  ["content-length", body],
  ["content-type", body],
  ["expect", connection],
  ["host", "the client takes it from `endpoint`"],
  ["keep-alive", connection],
  ["proxy-authorization", "user and password of a proxy go into its URL, in HTTPS_PROXY or HTTP_PROXY"],
  ["proxy-connection", connection],
  ["range", answer],
  ["te", connection],
  ["trailer", connection],
  ["transfer-encoding", connection],
  ["upgrade", connection],
  ["user-agent", "the client says itself what it is"],
]);

function reasonAgainst(name: string): string | undefined {
  const lower = name.toLowerCase();
  return owned.get(lower) ?? (lower.startsWith("if-") ? answer : undefined);
}

// Without a path: Terraform would print the line of the configuration, and with it a value that is written there.
function refused(message: string, advice: string): AccessError {
  return new AccessError("invalid_value", message, { advice });
}

/** What is wrong with the name of a header that the user adds; undefined where nothing is. */
export function headerNameError(name: string): AccessError | undefined {
  // It is not repeated: whoever takes name and value for each other has put a secret here.
  if (!token.test(name)) {
    const advice = "Use letters, digits and hyphens, such as X-Gateway-Key.";
    return refused("`headers` has a name that no HTTP header can have.", advice);
  }
  const reason = reasonAgainst(name);
  if (reason === undefined) return undefined;
  return refused(`\`headers\` sets ${name}: ${reason}.`, "Leave it out, or let the gateway read another header.");
}

/** What is wrong with its value, which is never repeated; undefined where nothing is. */
export function headerValueError(name: string, value: string): AccessError | undefined {
  if (content.test(value)) return undefined;
  const what =
    value === ""
      ? "is empty"
      : "holds a line break, a blank at an end, or a character outside ASCII, which no header can carry";
  const advice = "Copy the value again, without blanks or line breaks around it.";
  return refused(`The value of ${name} in \`headers\` ${what}.`, advice);
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
    return [refused(`\`headers\` sets ${name} twice, in two spellings.`, "Keep one of them.")];
  });
}
