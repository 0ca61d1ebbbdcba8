import { isObject } from "../json-parts.ts";
import type { JsonObject } from "../source.ts";

/** What Terraform's JSON syntax says, as far as it says so without being evaluated. */
export interface Expressions {
  readonly values: JsonObject;
  /** True for each text that Terraform evaluates. */
  readonly unknowns: JsonObject;
  /** The addresses of what a text is the id of, by its path (`role_ids[0]`), where it is nothing else. */
  readonly references: ReadonlyMap<string, string>;
}

const idOf = /^\$\{((?:data\.)?[a-z][\w-]*\.[A-Za-z_][\w-]*)\.id\}$/;
/** `$${` and `%%{` are literal. */
const template = /(?<![$%])(?:\$\$|%%)*[$%]\{/;

// Terraform's own records are at most a few levels deep. A hostile document is not.
const deepest = 40;

interface Place {
  readonly path: string;
  readonly depth: number;
  readonly references: Map<string, string>;
}

interface Read {
  readonly value: unknown;
  readonly mask: unknown;
}

function readText(text: string, { path, references }: Place): Read {
  const [, address] = idOf.exec(text) ?? [];
  if (address !== undefined) references.set(path, address);
  if (address !== undefined || template.test(text)) return { value: null, mask: true };
  return { value: text.replaceAll("$${", "${").replaceAll("%%{", "%{"), mask: false };
}

function readValue(value: unknown, place: Place): Read {
  const { path, references } = place;
  if (typeof value === "string") return readText(value, place);
  const depth = place.depth + 1;
  if (depth > deepest) return { value: null, mask: true };
  if (Array.isArray(value)) {
    const all = value.map((one: unknown, index) => readValue(one, { path: `${path}[${index}]`, references, depth }));
    return { value: all.map((one) => one.value), mask: all.map((one) => one.mask) };
  }
  if (!isObject(value)) return { value, mask: false };
  const all = Object.entries(value).map(([name, one]) => {
    return [name, readValue(one, { path: path === "" ? name : `${path}.${name}`, references, depth })] as const;
  });
  return {
    value: Object.fromEntries(all.map(([name, one]) => [name, one.value])),
    mask: Object.fromEntries(all.map(([name, one]) => [name, one.mask])),
  };
}

/** Reads a block of Terraform's JSON syntax. */
export function readExpressions(block: JsonObject): Expressions {
  const references = new Map<string, string>();
  const { value, mask } = readValue(block, { path: "", references, depth: 0 });
  return { values: isObject(value) ? value : {}, unknowns: isObject(mask) ? mask : {}, references };
}
