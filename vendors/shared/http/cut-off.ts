import { codeOf } from "./connection-failure.ts";
import { describeBytes, limits } from "./limits.ts";

/** `time`: no complete answer came in time. `size`: the answer is too large. `interrupted`: the run was interrupted. */
type Cause = "time" | "size" | "interrupted";

/** A request that this process ended by itself. */
export class CutOff extends Error {
  override readonly name = "CutOff";
  readonly reason: Cause;
  /** Whether any part of the request was sent. */
  readonly wasSent: boolean;

  /** @param message completes "GET https://… " */
  constructor(reason: Cause, message: string, wasSent = true) {
    super(message);
    this.reason = reason;
    this.wasSent = wasSent;
  }
}

export function createTimeCutOff(milliseconds: number): CutOff {
  return new CutOff("time", `failed: no complete answer came within ${milliseconds / 1000} s (\`request_timeout\`)`);
}

export function createInterruption(wasSent: boolean): CutOff {
  const message = wasSent ? "was cut off: the run was interrupted" : "was not sent: the run was interrupted";
  return new CutOff("interrupted", message, wasSent);
}

export function createSizeCutOff(): CutOff {
  return new CutOff("size", `failed: the answer has more than ${describeBytes(limits.bodyBytes)}`);
}

/** Explains undici's own limits. Returns any other error as it is. */
export function explainSizeError(error: Error): Error {
  switch (codeOf(error)) {
    case "UND_ERR_RES_EXCEEDED_MAX_SIZE":
      return createSizeCutOff();
    case "UND_ERR_HEADERS_OVERFLOW":
      return new CutOff("size", `failed: the answer has more than ${describeBytes(limits.headerBytes)} of headers`);
    default:
      return error;
  }
}
