import type { z } from "zod";
import type { MockError } from "./errors.ts";

/** One thing that is wrong with what was sent. */
export interface Issue {
  readonly path: readonly PropertyKey[];
  /** The path joined by dots; empty for the whole. */
  readonly place: string;
  readonly message: string;
}

/** The value that the text holds, or what `refuse` makes of the parser's error. That error quotes the text, which may hold a secret. */
export function parseJson(text: string, refuse: (error: unknown) => MockError): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refuse(error);
  }
}

/** The value as the schema reads it, or what `refuse` makes of the issues, of which there is at least one. */
export function parseValue<Value>(
  schema: z.ZodType<Value>,
  value: unknown,
  refuse: (first: Issue, issues: readonly Issue[]) => MockError,
): Value {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({
    path,
    place: path.map(String).join("."),
    message,
  }));
  throw refuse(issues[0] ?? { path: [], place: "", message: "" }, issues);
}

/** Reads the body by the schema; `undefined` where a route has no schema. */
export function readBody<Body>(
  schema: z.ZodType<Body> | undefined,
  text: string,
  bind: (schema: z.ZodType<Body>, text: string) => Body,
): Body {
  // A declaration without `body` leaves Body at its default, which is undefined.
  return schema === undefined ? (undefined as Body) : bind(schema, text);
}
