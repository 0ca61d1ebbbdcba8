import type { z } from "zod";
import { parseJson, parseValue } from "../shared/body.ts";
import type { MockError } from "../shared/errors.ts";
import { invalidInput, unnamedError } from "./errors.ts";

/** The vendor's code for a member that does not fit; `value` is what was sent in its place. */
export type FieldCode = (path: readonly PropertyKey[], value: unknown) => string;

const anyField: FieldCode = () => "invalid_request_field";

// Go's decoder stops there; ours would go on until a stack ends.
const deepest = 10_000;

function isTooDeep(text: string): boolean {
  if (text.length <= deepest) return false;
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isQuoted && character === "\\") at += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}

function refuseText(detail: string): MockError {
  return invalidInput("invalid_request_body", "the request body is not JSON", [detail]);
}

function readText(text: string): unknown {
  if (text === "") throw refuseText("EOF");
  if (isTooDeep(text)) throw refuseText("exceeded max depth");
  // The position at most: the parser's own words quote the body, and that may hold a password.
  return parseJson(text, (error) => {
    const [place = "unexpected character or end"] = /at position \d+/.exec(String(error)) ?? [];
    return refuseText(`syntax error ${place}`);
  });
}

/** JSON of what was sent. Throws 400 where it is so deep that writing it would end the stack. */
export function writeSent(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    // It was JSON: nothing else can be wrong with it.
    throw invalidInput("invalid_input", "the document is too deep");
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, member) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, member) : undefined),
    value,
  );
}

/** The body as the schema reads it, or the first issue as the vendor answers it. */
export function bindBody<Body>(schema: z.ZodType<Body>, text: string, codeOf: FieldCode = anyField): Body {
  const json = readText(text);
  // Go reads a JSON null into a struct as nothing at all, and into a list as an empty one.
  const value = json ?? (schema.safeParse([]).success ? [] : {});
  return parseValue(schema, value, ({ path, place, message }) => {
    const where = place === "" ? "the request body" : place;
    return invalidInput(codeOf(path, valueAt(value, path)), `${where} cannot be read`, [`${where}: ${message}`]);
  });
}

/** As `bindBody`, where the vendor's handler decodes by itself: whatever it cannot read is an error without a name. */
export function bindUnchecked<Body>(schema: z.ZodType<Body>, text: string): Body {
  try {
    return bindBody(schema, text);
  } catch {
    throw unnamedError("the request body cannot be decoded");
  }
}
