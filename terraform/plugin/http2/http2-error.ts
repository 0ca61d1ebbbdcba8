/** RFC 9113, section 7. */
export const errorCodes = {
  NO_ERROR: 0x0,
  PROTOCOL_ERROR: 0x1,
  INTERNAL_ERROR: 0x2,
  FLOW_CONTROL_ERROR: 0x3,
  STREAM_CLOSED: 0x5,
  FRAME_SIZE_ERROR: 0x6,
  REFUSED_STREAM: 0x7,
  CANCEL: 0x8,
  COMPRESSION_ERROR: 0x9,
  ENHANCE_YOUR_CALM: 0xb,
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** The peer violated RFC 9113. The error ends its stream, or the connection if it has none. */
export class Http2Error extends Error {
  override readonly name = "Http2Error";
  readonly code: ErrorCode;
  readonly streamId: number | undefined;

  constructor(code: ErrorCode, message: string, streamId?: number) {
    super(message);
    this.code = code;
    this.streamId = streamId;
  }
}
