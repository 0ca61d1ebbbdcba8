import type { Field } from "./header-table.ts";
import { measureField, HeaderTable } from "./header-table.ts";
import { Http2Error } from "./http2-error.ts";
import { HpackReader } from "./hpack-reader.ts";

// the default: RFC 9113, section 6.5.2
const tableBytes = 4096;

/** The maximum size of a header list, as SETTINGS_MAX_HEADER_LIST_SIZE measures it. */
export const maxHeaderListBytes = 64 * 1024;

const mostRemembered = 256;
const longestRemembered = 512;

/**
 * Decodes the header blocks of a connection, in their order. The result of `interpret` is cached for as
 * long as the same bytes mean the same fields.
 */
export class HeaderDecoder<T> {
  readonly #table = new HeaderTable(tableBytes);
  readonly #interpret: (fields: readonly Field[]) => T;
  readonly #remembered = new Map<string, T>();
  #hasChanged = false;

  constructor(interpret: (fields: readonly Field[]) => T) {
    this.#interpret = interpret;
  }

  decode(block: Buffer): T {
    const key = block.length > longestRemembered ? undefined : block.toString("latin1");
    const known = key === undefined ? undefined : this.#remembered.get(key);
    if (known !== undefined) return known;
    this.#hasChanged = false;
    const interpreted = this.#interpret(this.#readFields(new HpackReader(block)));
    if (this.#hasChanged || this.#remembered.size >= mostRemembered) this.#remembered.clear();
    if (!this.#hasChanged && key !== undefined) this.#remembered.set(key, interpreted);
    return interpreted;
  }

  #readFields(reader: HpackReader): Field[] {
    const fields: Field[] = [];
    let bytes = 0;
    while (!reader.isAtEnd) {
      const field = this.#readNext(reader, fields.length === 0);
      if (field === undefined) continue;
      fields.push(field);
      bytes += measureField(field);
      if (bytes > maxHeaderListBytes)
        throw new Http2Error("ENHANCE_YOUR_CALM", `headers of ${bytes} bytes are too many`);
    }
    return fields;
  }

  /** RFC 7541, section 6: a field, or undefined after a change of the table's size. */
  #readNext(reader: HpackReader, isFirst: boolean): Field | undefined {
    const kind = reader.peek();
    if (kind >= 0x80) return this.#table.at(reader.readInteger(7));
    if (kind >= 0x40) {
      const field = this.#readLiteral(reader, 6);
      this.#hasChanged = true;
      this.#table.add(field);
      return field;
    }
    if (kind < 0x20) return this.#readLiteral(reader, 4);
    if (!isFirst) throw new Http2Error("COMPRESSION_ERROR", "the header table is resized within a header block");
    this.#hasChanged = true;
    this.#table.resize(reader.readInteger(5));
    return undefined;
  }

  #readLiteral(reader: HpackReader, bits: number): Field {
    const index = reader.readInteger(bits);
    const name = index === 0 ? reader.readString() : this.#table.at(index)[0];
    return [name, reader.readString()];
  }
}
