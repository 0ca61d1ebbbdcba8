import { nounOf } from "../addresses.ts";
import { getPart, isObject, listEntries } from "../json-parts.ts";
import type { JsonObject } from "../source.ts";
import { Effort, type Found, type Names, readKnown } from "./expressions.ts";
import { splitTemplate } from "#access/schema/split-template.ts";
import { parseTraversal, type Step } from "./traversal.ts";

/** A resource or a data source in a synthesized stack; one for each instance where the stack says which there are. */
export interface StackBlock {
  readonly address: string;
  /** The noun. */
  readonly type: string;
  readonly kind: "resource" | "dataSource";
  readonly body: JsonObject;
  readonly names: Names;
  /** `count` or `for_each` makes it, and the stack does not say how often. */
  readonly isRepeated: boolean;
}

interface Repeated {
  readonly key: string | number;
  readonly value: unknown;
}

const mostInstances = 1_000;
const deepest = 40;

/** Of a text that is one traversal and nothing else. */
function readTraversal(text: string): readonly Step[] | undefined {
  const [only, ...others] = splitTemplate(text) ?? [];
  if (only?.kind !== "expression" || others.length > 0) return undefined;
  const steps = parseTraversal(only.text);
  return steps !== undefined && steps.length > 1 ? steps : undefined;
}

function navigate(value: unknown, steps: readonly Step[], names: Names): Found {
  let part = value;
  for (const [at, { name }] of steps.entries()) {
    if (typeof part === "string") {
      // The text is an expression itself: what it leads to is followed with the rest of the way.
      const outer = readTraversal(part);
      if (outer === undefined) return { kind: "doubt", because: "Terraform evaluates what it refers to" };
      return names.find([...outer, ...steps.slice(at)]);
    }
    part = Array.isArray(part) ? part[Number(name)] : getPart(part, name);
    if (part === undefined) return { kind: "doubt", because: `what it refers to has no \`${name}\`` };
  }
  return { kind: "expression", value: part, names };
}

interface Section {
  readonly section: "resource" | "data";
  readonly type: string;
  readonly name: string;
  readonly body: JsonObject;
}

function listSections(document: JsonObject): readonly Section[] {
  return (["resource", "data"] as const).flatMap((section) =>
    listEntries(document, section).flatMap(([type, blocks]) => {
      if (nounOf(type) === undefined) return [];
      return listEntries(blocks).flatMap(([name, given]): readonly Section[] => {
        // Terraform takes a block, or a list of one.
        const body: unknown = Array.isArray(given) ? given[0] : given;
        return isObject(body) ? [{ section, type, name, body }] : [];
      });
    }),
  );
}

/** What a synthesized stack says, with the names in it followed: `local`, `var`, `each`, `count`, and its blocks. */
export class Stack {
  readonly effort = new Effort();
  /** Variables whose default was taken. */
  readonly assumed = new Set<string>();
  readonly blocks: readonly StackBlock[];
  readonly #document: JsonObject;
  #byAddress: ReadonlyMap<string, StackBlock> = new Map();
  #left = mostInstances;
  #depth = 0;

  constructor(document: JsonObject) {
    this.#document = document;
    this.blocks = listSections(document).flatMap((one) => this.#listInstances(one));
    this.#byAddress = new Map(this.blocks.map((block) => [block.address, block]));
  }

  /** The names outside of any repeated block. */
  get names(): Names {
    return this.#createNames(null);
  }

  #createNames(repeated: Repeated | null): Names {
    const names: Names = {
      find: (steps) => this.#findDeeper(() => this.#find(steps, repeated, names)),
      findIndex: (text) => {
        if (repeated === null) return undefined;
        if (text === "each.value") return typeof repeated.value === "string" ? repeated.value : undefined;
        return text === "each.key" || text === "count.index" ? repeated.key : undefined;
      },
    };
    return names;
  }

  /** What refers to itself is followed a few times, and then no more. */
  #findDeeper(find: () => Found): Found {
    if (this.#depth === deepest || !this.effort.spend()) {
      return { kind: "doubt", because: "it refers to more than can be followed" };
    }
    this.#depth += 1;
    const found = find();
    this.#depth -= 1;
    return found;
  }

  #find(steps: readonly Step[], repeated: Repeated | null, names: Names): Found {
    const [root, second] = steps;
    const name = second?.name ?? "";
    const rest = steps.slice(2);
    const global = this.names;
    switch (root?.name) {
      case "local": {
        const value = getPart(this.#document, "locals", name);
        if (value === undefined) return { kind: "doubt", because: `\`local.${name}\` is not in the stack` };
        return navigate(value, rest, global);
      }
      case "var": {
        const value = getPart(this.#document, "variable", name, "default");
        if (value === undefined) return { kind: "doubt", because: `\`var.${name}\` has no default in the stack` };
        this.assumed.add(name);
        return navigate(value, rest, global);
      }
      case "each":
      case "count":
        if (repeated === null) return { kind: "doubt", because: "how often it is made is not in the stack" };
        if (name === "value") return navigate(repeated.value, rest, global);
        return { kind: "expression", value: repeated.key, names };
      case "module":
        return { kind: "doubt", because: `\`module.${name}\` is not in the stack` };
      default:
        return this.#findBlock(steps);
    }
  }

  #findBlock(steps: readonly Step[]): Found {
    const isData = steps[0]?.name === "data";
    const own = isData ? steps.slice(1) : steps;
    const [type, name, index] = own;
    const written = `${isData ? "data." : ""}${type?.name}.${name?.name}`;
    const key = index?.isIndex === true ? index.name : undefined;
    const all = key === undefined ? [written] : [`${written}["${key}"]`, `${written}[${key}]`];
    const block = all.map((address) => this.#byAddress.get(address)).find((one) => one !== undefined);
    const [attribute, ...rest] = own.slice(key === undefined ? 2 : 3);
    if (block === undefined || block.isRepeated) {
      return { kind: "doubt", because: `what \`${written}\` is, is known when it is applied` };
    }
    if (attribute?.name === "id") return { kind: "id", address: block.address };
    const value = attribute === undefined ? undefined : block.body[attribute.name];
    if (value === undefined || value === null) {
      return { kind: "doubt", because: `what \`${written}\` is, is known when it is applied` };
    }
    return navigate(value, rest, block.names);
  }

  /** What makes the instances of a block; undefined if the stack does not say it. */
  #listRepeated(body: JsonObject): readonly Repeated[] | undefined {
    const count = body["count"] ?? null;
    if (count !== null) {
      const times = readKnown(count, this.names, this.effort);
      const isCount = typeof times === "number" && Number.isInteger(times) && times >= 0 && times <= this.#left;
      return isCount ? Array.from({ length: times }, (_, key) => ({ key, value: null })) : undefined;
    }
    const given = body["for_each"];
    const [, list] = typeof given === "string" ? (/^\$\{toset\((\[[^$%]*\])\)\}$/s.exec(given) ?? []) : [];
    if (list !== undefined) return readSet(list);
    const found = typeof given === "string" ? this.#findObject(given) : given;
    return isObject(found) ? Object.entries(found).map(([key, value]) => ({ key, value })) : undefined;
  }

  #findObject(text: string): unknown {
    const steps = readTraversal(text);
    const found = steps === undefined ? undefined : this.names.find(steps);
    return found?.kind === "expression" ? found.value : undefined;
  }

  #listInstances({ section, type, name, body }: Section): readonly StackBlock[] {
    const address = `${section === "data" ? "data." : ""}${type}.${name}`;
    const kind = section === "data" ? "dataSource" : "resource";
    const one = { address, type: nounOf(type) ?? "", kind, body } as const;
    if ((body["count"] ?? body["for_each"] ?? null) === null) {
      return [{ ...one, names: this.names, isRepeated: false }];
    }
    const all = this.#listRepeated(body);
    if (all === undefined || all.length > this.#left) return [{ ...one, names: this.names, isRepeated: true }];
    this.#left -= all.length;
    return all.map((repeated) => ({
      ...one,
      address: `${address}[${JSON.stringify(repeated.key)}]`,
      names: this.#createNames(repeated),
      isRepeated: false,
    }));
  }

  /** The text that an expression is known to be; null if it is not known. */
  readText(value: unknown): string | null {
    const known = typeof value === "string" ? readKnown(value, this.names, this.effort) : null;
    return typeof known === "string" ? known : null;
  }
}

function readSet(list: string): readonly Repeated[] | undefined {
  try {
    const found: unknown = JSON.parse(list);
    if (!Array.isArray(found) || !found.every((one) => typeof one === "string")) return undefined;
    return [...new Set<string>(found)].map((key) => ({ key, value: key }));
  } catch {
    // An expression in Terraform's own syntax.
    return undefined;
  }
}
