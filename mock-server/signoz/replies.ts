import type { Outcome } from "../shared/outcome.ts";
import type { Reply } from "../shared/vendor.ts";

export const jsonType = "application/json; charset=utf-8";
const htmlType = "text/html; charset=utf-8";

/** JSON without the vendor's envelope. */
export function bareJson(value: unknown): Outcome {
  return { kind: "raw", reply: { status: 200, contentType: jsonType, text: JSON.stringify(value) } };
}

export function redirect(location: string): Outcome {
  return { kind: "raw", reply: { status: 303, contentType: htmlType, text: "", headers: { location } } };
}

/** What an unknown path, and a known one with another method, get: 200, and no JSON (vendors/signoz/NOTES.md). */
export function webUi(): Reply {
  const text = "<!doctype html><html><head><title>SigNoz</title></head><body></body></html>";
  return { status: 200, contentType: htmlType, text, principal: null };
}
