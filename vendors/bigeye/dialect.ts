import { AccessError, type ErrorCode } from "#access/model/errors.ts";
import type { Dialect } from "../shared/calls/dialect.ts";
import { failure } from "./wire/common.ts";

// In the only published example, `code` repeats the status. The envelope's own library uses gRPC's numbers.
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
  "Set `token` to the key alone, without a prefix. Latchkey sends `Authorization: apikey KEY`. Keys of people and of service accounts work; logins, Bearer tokens and agent keys do not.";

/** Reads Bigeye's error envelope. Its wording may change, and its codes are barely documented. */
export const dialect: Dialect = {
  title: "Bigeye",
  errorBody: "error envelope",
  advice: { unauthenticated: credentialAdvice },
  withoutBody: { 401: "unauthenticated" },
  // Protobuf's empty message may be sent as `{}` or as an empty body.
  unwrap: (body) => body ?? {},
  readFailure({ status, body }) {
    const parsed = failure.safeParse(body);
    if (!parsed.success) return undefined;
    const { code, message, error } = parsed.data;
    const known = status === 401 ? "unauthenticated" : codeByGrpcNumber[code ?? 0];
    return { text: `${status}: ${message || error}`, code: known };
  },
};

/** An item of a bulk request that failed, even though Bigeye answered 200. */
export interface Undone {
  /** Such as `user 17`. */
  readonly what: string;
  readonly reason: string;
}

export function createPartialFailureError(what: string, undone: readonly Undone[], requested: number): AccessError {
  const items = undone.map((item) => `${item.what}: ${item.reason || "no reason is given"}`).join("; ");
  const message = `${what}: Bigeye answered 200, but ${undone.length} of ${requested} failed (${items}).`;
  const advice = "Everything else succeeded. Fix the reasons, then run again.";
  return new AccessError("vendor_failed", message, { advice });
}
