import { Http2Error } from "./http2-error.ts";
import { staticTable } from "./static-table.ts";

export type Field = readonly [name: string, value: string];

// RFC 7541, section 4.1: the overhead of an entry in addition to its name and value
const entryBytes = 32;

export function measureField([name, value]: Field): number {
  return name.length + value.length + entryBytes;
}

/** RFC 7541, section 2.3: the static table, followed by the dynamic table. */
export class HeaderTable {
  readonly #most: number;
  #entries: Field[] = [];
  #bytes = 0;
  #limit: number;

  constructor(most: number) {
    this.#most = most;
    this.#limit = most;
  }

  at(index: number): Field {
    const field = index <= staticTable.length ? staticTable[index - 1] : this.#entries[index - staticTable.length - 1];
    if (field === undefined) throw new Http2Error("COMPRESSION_ERROR", `no header has the index ${index}`);
    return field;
  }

  add(field: Field): void {
    this.#entries.unshift(field);
    this.#bytes += measureField(field);
    this.#evict();
  }

  resize(limit: number): void {
    if (limit > this.#most) throw new Http2Error("COMPRESSION_ERROR", `a header table of ${limit} bytes is too large`);
    this.#limit = limit;
    this.#evict();
  }

  #evict(): void {
    while (this.#bytes > this.#limit) {
      const oldest = this.#entries.pop();
      this.#bytes -= oldest === undefined ? this.#bytes : measureField(oldest);
    }
  }
}
