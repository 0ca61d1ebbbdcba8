import { ProtocolError } from "../protocol-error.ts";
import { readMessage } from "./decode.ts";
import type { Infer, Init, MessageType } from "./descriptor.ts";
import { writeMessage } from "./encode.ts";
import { findTable } from "./message-table.ts";
import { WireReader } from "./wire-reader.ts";
import { WireWriter } from "./wire-writer.ts";

/** Encodes a message. Fields that `value` leaves out, at any depth, have their default. */
export function encode<M extends MessageType>(type: M, value: Init<M>): Uint8Array {
  const writer = new WireWriter();
  writeMessage(writer, findTable(type), value);
  return writer.finish();
}

/**
 * Decodes a message; its `bytes` fields are views, not copies. Unknown fields are skipped.
 * @throws ProtocolError if the bytes are truncated or not a protobuf message.
 */
export function decode<M extends MessageType>(type: M, bytes: Uint8Array): Infer<M> {
  const reader = new WireReader(bytes);
  try {
    // the table is made from the same descriptor that the type is inferred from
    return readMessage(reader, findTable(type), reader.size) as Infer<M>;
  } catch (error) {
    if (error instanceof ProtocolError) throw new ProtocolError(`${type.name}: ${error.message}`, [], { cause: error });
    throw error;
  }
}
