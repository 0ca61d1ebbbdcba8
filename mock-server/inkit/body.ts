import { z } from "zod";
import { Refusal, invalidFields } from "./errors.ts";

const anyObject = z.record(z.string(), z.unknown());

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words quote the body.
    return undefined;
  }
}

/** The body as the schema reads it: 400 where it is no JSON object, 422 with every member that does not fit. */
export function bindBody<Body>(schema: z.ZodType<Body>, text: string): Body {
  const sent = anyObject.safeParse(parseJson(text));
  if (!sent.success) throw new Refusal("body_invalid", "the request body is no JSON object");
  const parsed = schema.safeParse(sent.data);
  if (parsed.success) return parsed.data;
  throw invalidFields(parsed.error.issues.map(({ path, message }) => ({ field: path.join("."), message })));
}
