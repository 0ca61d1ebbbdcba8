/** gRPC's status codes: https://grpc.io/docs/guides/status-codes/ */
export const statusCodes = {
  OK: 0,
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
  UNAUTHENTICATED: 16,
} as const;

export type StatusCode = keyof typeof statusCodes;

/** A call that did not end with OK. A handler throws it to choose the code; anything else that it throws is INTERNAL. */
export class GrpcError extends Error {
  override readonly name = "GrpcError";
  readonly code: StatusCode;

  constructor(code: StatusCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export function toGrpcError(error: unknown): GrpcError {
  if (error instanceof GrpcError) return error;
  const message = error instanceof Error ? error.message : "a value was thrown that is not an Error";
  return new GrpcError("INTERNAL", message, { cause: error });
}

export function statusName(code: number): StatusCode {
  for (const [name, number] of Object.entries(statusCodes)) if (number === code && isStatusCode(name)) return name;
  return "UNKNOWN";
}

function isStatusCode(name: string): name is StatusCode {
  return name in statusCodes;
}

// node:http2 clients refuse a header block over 64 KiB and close the stream without a status
const longestMessage = 16 * 1024;

/** `grpc-message`: UTF-8 bytes outside printable ASCII, and the percent sign, are written `%XX`. */
export function encodeStatusMessage(message: string): string {
  let encoded = "";
  for (const byte of Buffer.from(message.slice(0, longestMessage), "utf8")) {
    const isPlain = byte >= 0x20 && byte <= 0x7e && byte !== 0x25;
    encoded += isPlain ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    if (encoded.length >= longestMessage) break;
  }
  return encoded;
}

/** A `grpc-message` as text; a percent sign that does not begin a byte stays. */
export function decodeStatusMessage(encoded: string): string {
  const bytes: number[] = [];
  for (let at = 0; at < encoded.length; at++) {
    const hex = encoded.charAt(at) === "%" ? encoded.slice(at + 1, at + 3) : "";
    const isByte = /^[0-9a-fA-F]{2}$/.test(hex);
    bytes.push(isByte ? Number.parseInt(hex, 16) : encoded.charCodeAt(at) & 0xff);
    if (isByte) at += 2;
  }
  return Buffer.from(bytes).toString("utf8");
}
