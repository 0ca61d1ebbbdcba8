import { PluginFault } from "../fault.ts";
import { readMessage } from "./decode.ts";
import type { Infer, Init, MessageType } from "./descriptor.ts";
import { writeMessage } from "./encode.ts";
import { tableOf } from "./message-table.ts";
import { WireReader } from "./wire-reader.ts";
import { WireWriter } from "./wire-writer.ts";

/** The bytes of a message. What is left out of `value`, at any depth, has its default. */
export function encode<M extends MessageType>(type: M, value: Init<M>): Uint8Array {
  const writer = new WireWriter();
  writeMessage(writer, tableOf(type), value);
  return writer.finish();
}

/**
 * The message in `bytes`; its `bytes` fields are views of them, not copies. Unknown fields are skipped.
 * @throws PluginFault where the bytes are cut short or are no protobuf message.
 */
export function decode<M extends MessageType>(type: M, bytes: Uint8Array): Infer<M> {
  const reader = new WireReader(bytes);
  try {
    // the table is made from the same descriptor that the type is inferred from
    return readMessage(reader, tableOf(type), reader.size) as Infer<M>;
  } catch (error) {
    if (error instanceof PluginFault) throw new PluginFault(`${type.name}: ${error.message}`, [], { cause: error });
    throw error;
  }
}
