import type { Reply } from "./vendor.ts";

/** What a route decided to answer, before the vendor's conventions make a reply of it. */
export type Outcome =
  | { readonly kind: "value"; readonly status: number; readonly value: unknown }
  /** JSON that is at hand as text. */
  | { readonly kind: "json"; readonly status: number; readonly json: string }
  | { readonly kind: "empty" }
  /** A reply outside the vendor's conventions. */
  | { readonly kind: "raw"; readonly reply: Omit<Reply, "principal"> };

export function found(value: unknown): Outcome {
  return { kind: "value", status: 200, value };
}

export function foundJson(json: string): Outcome {
  return { kind: "json", status: 200, json };
}

export function created(value: unknown): Outcome {
  return { kind: "value", status: 201, value };
}

export function createdJson(json: string): Outcome {
  return { kind: "json", status: 201, json };
}

/** 204. */
export const done: Outcome = { kind: "empty" };
