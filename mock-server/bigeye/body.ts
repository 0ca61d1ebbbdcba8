import type { z } from "zod";
import { invalid } from "./errors.ts";

function parseJson(text: string): unknown {
  if (text === "") throw invalid("the request has no body");
  try {
    return JSON.parse(text);
  } catch {
    throw invalid("the request's body is not JSON");
  }
}

/** The body as protobuf's mapping reads it: null is nothing, members that are not known are ignored. */
export function bindBody<Body>(schema: z.ZodType<Body>, text: string): Body {
  const parsed = schema.safeParse(parseJson(text) ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path ?? [];
  throw invalid(`${path.length === 0 ? "the body" : path.map(String).join(".")}: ${issue?.message ?? ""}`);
}
