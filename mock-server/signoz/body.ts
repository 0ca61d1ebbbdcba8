import type { z } from "zod";
import { invalidInput, unknownFault } from "./errors.ts";

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

// The reason is the parser's position at most: its words quote the body, and that may hold a password.
function parseJson(text: string): unknown {
  const refuse = (detail: string): never => {
    throw invalidInput("invalid_request_body", "the request body is not JSON", [detail]);
  };
  if (text === "") return refuse("EOF");
  if (isTooDeep(text)) return refuse("exceeded max depth");
  try {
    return JSON.parse(text);
  } catch (error) {
    const [place = "unexpected character or end"] = /at position \d+/.exec(String(error)) ?? [];
    return refuse(`syntax error ${place}`);
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, member) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, member) : undefined),
    value,
  );
}

/** The body as the schema reads it, or the first fault as the vendor answers it (signoz.md §0.1). */
export function bindBody<Body>(schema: z.ZodType<Body>, text: string, codeOf: FieldCode = anyField): Body {
  const json = parseJson(text);
  // Go reads a JSON null into a struct as nothing at all, and into a list as an empty one.
  const value = json ?? (schema.safeParse([]).success ? [] : {});
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path ?? [];
  const where = path.length === 0 ? "the request body" : path.map(String).join(".");
  throw invalidInput(codeOf(path, valueAt(value, path)), `${where} cannot be read`, [
    `${where}: ${issue?.message ?? ""}`,
  ]);
}

/** As `bindBody`, where the vendor's decoder is a bare one: whatever it cannot read is an error without a name. */
export function bindBare<Body>(schema: z.ZodType<Body>, text: string): Body {
  try {
    return bindBody(schema, text);
  } catch {
    throw unknownFault("the request body cannot be decoded");
  }
}
