import type { Attributes, ScalarType, Type } from "./attribute.ts";
import { Decimal, type Numeric } from "./decimal.ts";
import { toSnakeCase } from "./names.ts";
import { Secret } from "./secret.ts";
import { isUnknown, unknown } from "./unknown.ts";

/** Stands in a decoded record for a secret that exists, where secrets are dropped. */
export const presentSecret = "[secret]";

/** A value has another form than the noun declares. The message has its path, and never the value: it may be a secret. */
export class RecordFormError extends Error {
  override readonly name = "RecordFormError";
}

/** A record with Terraform's names, from msgpack or from JSON. What is not known is `unknown`, or left out and masked. */
export interface PlainRecord {
  readonly values: unknown;
  /** As in `after_unknown`: true for what is not known, nested as the values are. @default nothing is masked */
  readonly unknowns?: unknown;
}

/** Where a value is that is not known. */
export interface UnknownPlace {
  /** As in messages: `access.spaces[0].id`. */
  readonly path: string;
  /** The noun whose id it is. */
  readonly refersTo: string | undefined;
}

export type FillUnknown = (place: UnknownPlace) => unknown;

/** What the readers of records decide for themselves. */
export interface DecodePolicy {
  /** `kept` as a `Secret`; `dropped`: only `presentSecret` is left, whatever the value was. */
  readonly secrets: "kept" | "dropped";
  /**
   * What the schema admits and the noun does not, a fraction for a whole number and a null in a list: `loose` keeps it for
   * who reports it better, `strict` refuses it.
   */
  readonly form: "loose" | "strict";
  /** What takes the place of a single value that is not known and not secret. @default `unknown` */
  readonly fillUnknown?: FillUnknown;
  /** Reads a value that brings its own type along. @default it is taken as it is */
  readonly readDynamic?: (value: unknown) => unknown;
}

type Plain = { readonly [name: string]: unknown };

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function describeKind(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (value === null) return "null";
  const kind = value instanceof Decimal ? "number" : typeof value;
  return kind === "object" ? "an object" : `a ${kind}`;
}

function getOwn(record: unknown, name: string): unknown {
  return isPlain(record) && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Terraform also writes numbers as texts, where one has more digits than a reader of JSON may keep. */
function readNumber(value: unknown): Numeric | undefined {
  if (typeof value === "number" || typeof value === "bigint" || value instanceof Decimal) return value;
  if (typeof value !== "string" || !/^-?\d[\d.eE+-]*$/.test(value)) return undefined;
  try {
    const decimal = new Decimal(value);
    return decimal.whole() ?? decimal;
  } catch {
    // A text that is no number after all.
    return undefined;
  }
}

/** One walk over the types of a record. The path is kept aside: it is only written out for an error or an unknown value. */
class Walk {
  readonly #policy: DecodePolicy;
  readonly #path: (string | number)[] = [];

  constructor(policy: DecodePolicy) {
    this.#policy = policy;
  }

  #writePath(): string {
    return this.#path
      .map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`))
      .join("");
  }

  #fail(value: unknown, expected: string): never {
    const path = this.#writePath();
    const what = path === "" ? "the record" : `\`${path}\``;
    throw new RecordFormError(`${what} is ${describeKind(value)}; it must be ${expected}`);
  }

  #failNull(): never {
    throw new RecordFormError(`\`${this.#writePath()}\` is null; it must have a value`);
  }

  #fill(refersTo: string | undefined): unknown {
    const fill = this.#policy.fillUnknown;
    return fill === undefined ? unknown : fill({ path: this.#writePath(), refersTo });
  }

  #readInside(step: string | number, read: () => unknown): unknown {
    this.#path.push(step);
    const value = read();
    this.#path.pop();
    return value;
  }

  #readSecret(value: unknown): unknown {
    // Dropped here: what is decoded holds none.
    if (this.#policy.secrets === "dropped") return presentSecret;
    return typeof value === "string" ? new Secret(value) : this.#fail(value, "text");
  }

  #readInteger(value: unknown): unknown {
    const number = readNumber(value);
    if (typeof number === "bigint") return number;
    if (typeof number === "number" && Number.isInteger(number)) return BigInt(number);
    return number !== undefined && this.#policy.form === "loose" ? number : this.#fail(value, "a whole number");
  }

  #readScalar({ kind }: ScalarType, value: unknown): unknown {
    switch (kind) {
      case "text":
        return typeof value === "string" ? value : this.#fail(value, "text");
      case "bool":
        return typeof value === "boolean" ? value : this.#fail(value, "true or false");
      case "integer":
        return this.#readInteger(value);
      case "number":
        return readNumber(value) ?? this.#fail(value, "a number");
      case "dynamic":
        return this.#policy.readDynamic === undefined ? value : this.#policy.readDynamic(value);
    }
  }

  #readList(element: Type, given: Given): readonly unknown[] {
    const { value, mask } = given;
    if (!Array.isArray(value)) return this.#fail(value, "a list");
    const masks: readonly unknown[] = Array.isArray(mask) ? mask : [];
    return value.map((one: unknown, index) => {
      const inner = { ...given, value: one, mask: masks[index] };
      return this.#readInside(index, () => {
        const isNull = one === null && masks[index] !== true;
        return isNull && this.#policy.form === "strict" ? this.#failNull() : this.read(element, inner);
      });
    });
  }

  #readMap(element: Type, given: Given): Plain {
    const { value, mask } = given;
    if (!isPlain(value)) return this.#fail(value, "an object");
    const masked = isPlain(mask) ? Object.keys(mask) : [];
    const names = masked.length === 0 ? Object.keys(value) : new Set([...Object.keys(value), ...masked]);
    const entries = [...names].map((name) => {
      const inner = { ...given, value: getOwn(value, name), mask: getOwn(mask, name) };
      return [name, this.#readInside(name, () => this.read(element, inner))] as const;
    });
    return Object.fromEntries(entries);
  }

  readRecord(attributes: Attributes, value: unknown, mask: unknown): Plain {
    if (!isPlain(value)) return this.#fail(value, "an object");
    const isMasked = isPlain(mask);
    const record: { [name: string]: unknown } = {};
    for (const name in attributes) {
      const facts = attributes[name]?.facts;
      if (facts === undefined) continue;
      const spelled = toSnakeCase(name);
      const { type, isSecret, refersTo } = facts;
      this.#path.push(spelled);
      const inner = Object.hasOwn(value, spelled) ? value[spelled] : undefined;
      const own = isMasked ? getOwn(mask, spelled) : undefined;
      record[name] = this.read(type, { value: inner, mask: own, isSecret, refersTo });
      this.#path.pop();
    }
    return record;
  }

  read(type: Type, given: Given): unknown {
    const { value, mask, isSecret, refersTo } = given;
    const isSingle = type.kind !== "list" && type.kind !== "set" && type.kind !== "map" && type.kind !== "object";
    if (mask === true || isUnknown(value)) return isSingle && !isSecret ? this.#fill(refersTo) : unknown;
    if (value === null || value === undefined) return null;
    switch (type.kind) {
      case "list":
      case "set":
        return this.#readList(type.element, given);
      case "map":
        return this.#readMap(type.element, given);
      case "object":
        return this.readRecord(type.attributes, value, mask);
      default:
        return isSecret ? this.#readSecret(value) : this.#readScalar(type, value);
    }
  }
}

interface Given {
  readonly value: unknown;
  readonly mask: unknown;
  readonly isSecret: boolean;
  readonly refersTo: string | undefined;
}

/**
 * Decodes a record of a noun: our names, `unknown` for what is not known, null for what is missing. Attributes that the noun
 * does not have are left out.
 * @throws RecordFormError if a value has another form than the noun declares
 */
export function decodeRecord(attributes: Attributes, { values, unknowns }: PlainRecord, policy: DecodePolicy): Plain {
  return new Walk(policy).readRecord(attributes, values, unknowns);
}

/** Decodes a single value of a type. @throws RecordFormError */
export function decodeTyped(type: Type, value: unknown, policy: DecodePolicy): unknown {
  return new Walk(policy).read(type, { value, mask: undefined, isSecret: false, refersTo: undefined });
}

/** Attributes of a record in Terraform's names that the noun does not have, such as those of a newer provider. */
export function listForeignNames(attributes: Attributes, values: object): readonly string[] {
  const known = new Set(Object.keys(attributes).map(toSnakeCase));
  return Object.keys(values).filter((name) => !known.has(name));
}
