import { isObject } from "../json-parts.ts";
import type { JsonObject } from "../source.ts";
import { splitTemplate } from "#access/schema/split-template.ts";
import { parseTraversal, type Step } from "./traversal.ts";

/** What Terraform's JSON syntax says, as far as it says so without being evaluated by Terraform. */
export interface Expressions {
  readonly values: JsonObject;
  /** True for each text that Terraform evaluates. */
  readonly unknowns: JsonObject;
  /** The addresses of what a text is the id of, by its path (`role_ids[0]`), where it is nothing else. */
  readonly references: ReadonlyMap<string, string>;
  /** By argument: why Terraform alone can tell. Parts of sentences. */
  readonly doubts: ReadonlyMap<string, string>;
}

/** What a traversal leads to. */
export type Found =
  | { readonly kind: "id"; readonly address: string }
  /** An expression in turn, with its own names. */
  | { readonly kind: "expression"; readonly value: unknown; readonly names: Names }
  /** Part of a sentence. */
  | { readonly kind: "doubt"; readonly because: string };

/** What names mean where an expression stands. */
export interface Names {
  find(steps: readonly Step[]): Found;
  /** The text of an index such as `each.key`; undefined if it is not known. */
  findIndex(text: string): string | number | undefined;
}

// Terraform's own records are at most a few levels deep, and what they refer to a few more. A hostile document is not so.
const deepest = 40;

/** How much of a document may be read: what refers to itself twice grows without end. */
export class Effort {
  #left = 200_000;

  spend(): boolean {
    this.#left -= 1;
    return this.#left >= 0;
  }
}

interface Place {
  readonly path: string;
  readonly depth: number;
  readonly names: Names;
}

interface Read {
  readonly value: unknown;
  readonly mask: unknown;
}

const notKnown: Read = { value: null, mask: true };

/** The name of a function, to be told. Never the rest of an expression, which may hold a secret. */
function describeExpression(text: string): string {
  const [, name] = /^([a-z][a-z0-9_]{0,40})\(/.exec(text) ?? [];
  return name === undefined ? "Terraform evaluates its expression" : `Terraform evaluates \`${name}(…)\` in it`;
}

function readScalar(text: string): string | number | boolean | undefined {
  if (!/^(?:"[^"\\$%\p{Cc}]*"|-?(?:0|[1-9]\d*)(?:\.\d+)?|true|false)$/u.test(text)) return undefined;
  return JSON.parse(text) as string | number | boolean;
}

const indexPart = /\[((?:each|count)\.\w+)\]/g;

/** Reads blocks of Terraform's JSON syntax, and follows what they refer to inside the document. */
class Reader {
  readonly references = new Map<string, string>();
  readonly doubts = new Map<string, string>();
  readonly #effort: Effort;

  constructor(effort: Effort) {
    this.#effort = effort;
  }

  #doubt({ path }: Place, because: string): Read {
    const [argument = ""] = path.split(/[.[]/, 1);
    if (!this.doubts.has(argument)) this.doubts.set(argument, because);
    return notKnown;
  }

  #readExpression(given: string, place: Place): Read {
    const scalar = readScalar(given);
    if (scalar !== undefined) return { value: scalar, mask: false };
    const text = given.replaceAll(indexPart, (whole, name: string) => {
      const key = place.names.findIndex(name);
      return key === undefined ? whole : `[${JSON.stringify(key)}]`;
    });
    const steps = parseTraversal(text);
    if (steps === undefined || steps.length < 2) return this.#doubt(place, describeExpression(given));
    const found = place.names.find(steps);
    switch (found.kind) {
      case "doubt":
        return this.#doubt(place, found.because);
      case "id":
        this.references.set(place.path, found.address);
        return notKnown;
      case "expression":
        return this.read(found.value, { path: place.path, depth: place.depth + 1, names: found.names });
    }
  }

  #readText(text: string, place: Place): Read {
    const parts = splitTemplate(text);
    if (parts === undefined) return this.#doubt(place, "Terraform evaluates its template");
    const [only] = parts;
    if (parts.length === 1 && only?.kind === "expression") return this.#readExpression(only.text, place);
    let joined = "";
    for (const part of parts) {
      const { value, mask } =
        part.kind === "text" ? { value: part.text, mask: false } : this.#readExpression(part.text, place);
      const isScalar = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
      if (mask !== false || !isScalar) {
        // An id inside a longer text is not the text.
        this.references.delete(place.path);
        return this.#doubt(place, "Terraform evaluates its template");
      }
      joined += String(value);
    }
    return { value: joined, mask: false };
  }

  read(value: unknown, place: Place): Read {
    const { path, names } = place;
    const depth = place.depth + 1;
    if (depth > deepest || !this.#effort.spend()) return this.#doubt(place, "it refers to more than can be followed");
    if (typeof value === "string") return this.#readText(value, { path, depth, names });
    if (Array.isArray(value)) {
      const all = value.map((one: unknown, index) => this.read(one, { path: `${path}[${index}]`, depth, names }));
      return { value: all.map((one) => one.value), mask: all.map((one) => one.mask) };
    }
    if (!isObject(value)) return { value, mask: false };
    const all = Object.entries(value).map(([name, one]) => {
      return [name, this.read(one, { path: path === "" ? name : `${path}.${name}`, depth, names })] as const;
    });
    return {
      value: Object.fromEntries(all.map(([name, one]) => [name, one.value])),
      mask: Object.fromEntries(all.map(([name, one]) => [name, one.mask])),
    };
  }
}

/** Reads a block of Terraform's JSON syntax. */
export function readExpressions(block: JsonObject, names: Names, effort: Effort): Expressions {
  const reader = new Reader(effort);
  const { value, mask } = reader.read(block, { path: "", depth: 0, names });
  const { references, doubts } = reader;
  return { values: isObject(value) ? value : {}, unknowns: isObject(mask) ? mask : {}, references, doubts };
}

/** Reads one expression that has to be known; undefined if it is not, wholly or in part. */
export function readKnown(given: unknown, names: Names, effort: Effort): unknown {
  const reader = new Reader(effort);
  const { value } = reader.read(given, { path: "value", depth: 0, names });
  return reader.doubts.size === 0 && reader.references.size === 0 ? value : undefined;
}
