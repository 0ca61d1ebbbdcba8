/** A 64-bit number, which is text in JSON. */
class Int64 {
  readonly #value: number;

  constructor(value: number) {
    this.#value = value;
  }

  get isZero(): boolean {
    return this.#value === 0;
  }

  toJSON(): string {
    return String(this.#value);
  }
}

export function int64(value: number): Int64 {
  return new Int64(value);
}

function isZero(value: unknown): boolean {
  if (value === undefined || value === null || value === "" || value === 0 || value === false) return true;
  if (value instanceof Int64) return value.isZero;
  return Array.isArray(value) && value.length === 0;
}

/** As protobuf's mapping writes it: what is zero is left out. */
export function protoJson(value: unknown): unknown {
  if (value instanceof Int64) return value.toJSON();
  if (Array.isArray(value)) return value.map(protoJson);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => !isZero(member));
  return Object.fromEntries(members.map(([name, member]) => [name, protoJson(member)]));
}
