function isZero(value: unknown): boolean {
  if (value === undefined || value === null || value === "" || value === 0 || value === false) return true;
  return Array.isArray(value) && value.length === 0;
}

/** As protobuf's mapping writes it: what is zero is left out. */
export function protoJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(protoJson);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => !isZero(member));
  return Object.fromEntries(members.map(([name, member]) => [name, protoJson(member)]));
}

/** A 64-bit number is text. */
export function int64(value: number): string | undefined {
  return value === 0 ? undefined : String(value);
}
