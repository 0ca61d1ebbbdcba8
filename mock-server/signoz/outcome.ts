import type { Reply } from "../vendor.ts";
import type { Refusal } from "./errors.ts";

export type Outcome =
  /** JSON that goes into the vendor's envelope; undefined where there is none. */
  | { readonly kind: "data"; readonly status: 200 | 201 | 202; readonly json: string | undefined }
  | { readonly kind: "nothing" }
  /** JSON without the vendor's envelope. */
  | { readonly kind: "bare"; readonly value: unknown }
  | { readonly kind: "redirect"; readonly location: string };

export function found(data: unknown): Outcome {
  return foundJson(JSON.stringify(data));
}

export function foundJson(json: string): Outcome {
  return { kind: "data", status: 200, json };
}

export function created(data: unknown): Outcome {
  return { kind: "data", status: 201, json: JSON.stringify(data) };
}

export const done: Outcome = { kind: "nothing" };

const json = "application/json; charset=utf-8";
const html = "text/html; charset=utf-8";

export function replyOf(outcome: Outcome, principal: string | null): Reply {
  switch (outcome.kind) {
    case "data": {
      const data = outcome.json === undefined ? "" : `,"data":${outcome.json}`;
      return { status: outcome.status, contentType: json, text: `{"status":"success"${data}}`, principal };
    }
    case "bare":
      return { status: 200, contentType: json, text: JSON.stringify(outcome.value), principal };
    case "nothing":
      return { status: 204, contentType: json, text: "", principal };
    case "redirect":
      return { status: 303, contentType: html, text: "", headers: { location: outcome.location }, principal };
  }
}

export function refusalReply(refusal: Refusal, principal: string | null): Reply {
  return { status: refusal.status, contentType: json, text: JSON.stringify(refusal.envelope), principal };
}

/** What an unknown path, and a known one with another method, get (signoz.md §0.1): 200, and no JSON. */
export function webUi(): Reply {
  const text = "<!doctype html><html><head><title>SigNoz</title></head><body></body></html>";
  return { status: 200, contentType: html, text, principal: null };
}
