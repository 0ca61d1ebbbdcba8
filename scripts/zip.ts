import { crc32, deflateRawSync } from "node:zlib";

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Permission bits, such as 0o755. */
  readonly mode: number;
}

/**
 * A ZIP archive of one file, dated 1980 so that the same bytes give the same archive.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16
 */
export function zipOf({ name, bytes, mode }: ZipEntry): Buffer {
  const path = Buffer.from(name);
  const packed = deflateRawSync(bytes, { level: 9 });
  const common = commonFields(bytes, packed, path);
  const local = Buffer.concat([signature(0x04034b50), common, path, packed]);
  const madeBy = Buffer.from([20, 3]); // 2.0, Unix: without it unpackers ignore the mode.
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(((0o100000 | mode) << 16) >>> 0, 6);
  const directory = Buffer.concat([signature(0x02014b50), madeBy, common, rest, path]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, directory, signature(0x06054b50), end]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** What the local header and the directory have alike, from "version needed" to "extra field length". */
function commonFields(bytes: Uint8Array, packed: Uint8Array, path: Uint8Array): Buffer {
  const deflate = 8;
  const january1st1980 = 0x21;
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(deflate, 4);
  fields.writeUInt16LE(january1st1980, 8);
  fields.writeUInt32LE(crc32(bytes), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(bytes.length, 18);
  fields.writeUInt16LE(path.length, 22);
  return fields;
}
