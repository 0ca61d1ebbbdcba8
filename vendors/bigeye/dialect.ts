import { AccessError, type ErrorCode } from "#access/model/errors.ts";
import type { Dialect } from "../shared/calls/dialect.ts";
import { failure } from "./wire/common.ts";

// `code` repeats the status in the one answer that the vendor prints; the envelope's own library has gRPC's numbers there.
const codeByGrpcNumber: { readonly [number: number]: ErrorCode } = {
  3: "invalid_value",
  5: "not_found",
  6: "already_exists",
  7: "forbidden",
  8: "rate_limited",
  12: "unsupported",
  16: "unauthenticated",
};

const credentialAdvice =
  "Set `token` to the key alone, without a word before it: it is sent as `Authorization: apikey KEY`. Keys of people and of service accounts work; log-ins, Bearer tokens and agent keys do not.";

/** Bigeye's envelope. Its wording is no contract, and which codes it has is hardly documented. */
export const dialect: Dialect = {
  title: "Bigeye",
  errorBody: "error envelope",
  advice: { unauthenticated: credentialAdvice },
  withoutBody: { 401: "unauthenticated" },
  // Protobuf's empty message may come as `{}` or as no body at all.
  unwrap: (body) => body ?? {},
  readFailure({ status, body }) {
    const parsed = failure.safeParse(body);
    if (!parsed.success) return undefined;
    const { code, message, error } = parsed.data;
    const known = status === 401 ? "unauthenticated" : codeByGrpcNumber[code ?? 0];
    return { text: `${status}: ${message || error}`, code: known };
  },
};

/** One of many that Bigeye did not do, although it answered 200. */
export interface Undone {
  /** Such as `user 17`. */
  readonly what: string;
  readonly reason: string;
}

export function partialFailureError(what: string, undone: readonly Undone[], requested: number): AccessError {
  const items = undone.map((item) => `${item.what}: ${item.reason || "no reason is given"}`).join("; ");
  const message = `${what}: Bigeye answered 200 but did not do ${undone.length} of ${requested} (${items}).`;
  const advice = "Everything else was done. Fix what the reasons say, then run again.";
  return new AccessError("vendor_failed", message, { advice });
}
