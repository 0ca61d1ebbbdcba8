declare const brand: unique symbol;

/** A value that Terraform learns only when it applies. Never `null`, which is a value, and never `undefined`. */
export interface Unknown {
  readonly [brand]: "unknown";
}

class UnknownValue {
  toString(): string {
    return "(known after apply)";
  }
  toJSON(): string {
    return "(known after apply)";
  }
}

export const unknown = Object.freeze(new UnknownValue()) as unknown as Unknown;

export function isUnknown(value: unknown): value is Unknown {
  return value === unknown;
}

export function isKnown<T>(value: T): value is Exclude<T, Unknown> {
  return value !== unknown;
}

/** Whether no part of `value` is unknown. */
export function isWhollyKnown(value: unknown): boolean {
  if (isUnknown(value)) return false;
  if (Array.isArray(value)) return value.every(isWhollyKnown);
  if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.values(value).every(isWhollyKnown);
  }
  return true;
}
