import type { z } from "zod";
import { invalidInput } from "./errors.ts";

/** The vendor's code for a member that does not fit; `value` is what was sent in its place. */
export type FieldCode = (path: readonly PropertyKey[], value: unknown) => string;

const anyField: FieldCode = () => "invalid_request_field";

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail = text === "" ? "EOF" : error instanceof Error ? error.message : String(error);
    throw invalidInput("invalid_request_body", "the request body is not JSON", [detail]);
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
  // Go reads a JSON null into a struct as nothing at all.
  const value = parseJson(text) ?? {};
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path ?? [];
  const where = path.length === 0 ? "the request body" : path.map(String).join(".");
  throw invalidInput(codeOf(path, valueAt(value, path)), `${where} cannot be read`, [
    `${where}: ${issue?.message ?? ""}`,
  ]);
}
