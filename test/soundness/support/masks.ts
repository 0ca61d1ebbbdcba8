import { selectorOfAddress } from "#access/graph/role-rights.ts";
import { createAccountKey } from "#access/model/statements/account.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import { Link } from "#access/model/statements/link.ts";
import { joinScopeId } from "#access/model/statements/ref.ts";
import { isUnknown, unknown } from "#access/schema/unknown.ts";
import { pick, type Random } from "./random.ts";
import type { Terms } from "./world.ts";

/** A world of which a source knows less. */
export interface Masked {
  readonly instances: readonly Instance[];
  readonly terms: Terms;
  /** Something was not looked at, so that even the upper bound cannot contain it. */
  readonly isPartial: boolean;
  readonly says: readonly string[];
}

type Path = readonly (string | number)[];

/** Every place below a value, without the value itself. */
function listPaths(value: unknown): readonly Path[] {
  if (typeof value !== "object" || value === null || value instanceof Link || isUnknown(value)) return [];
  return Object.keys(value).flatMap((name): readonly Path[] => {
    const key = Array.isArray(value) ? Number(name) : name;
    return [[key], ...listPaths(Reflect.get(value, name)).map((path) => [key, ...path])];
  });
}

function replaceAt(value: unknown, [first, ...rest]: Path, by: unknown): unknown {
  if (first === undefined) return by;
  if (Array.isArray(value)) return value.map((one: unknown, i) => (i === first ? replaceAt(one, rest, by) : one));
  const record = value as { readonly [name: string]: unknown };
  return { ...record, [first]: replaceAt(record[first], rest, by) };
}

function replaceText(value: unknown, text: string, by: unknown): unknown {
  if (value === text) return by;
  if (typeof value !== "object" || value === null || value instanceof Link || isUnknown(value)) return value;
  if (Array.isArray(value)) return value.map((one: unknown) => replaceText(one, text, by));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaceText(one, text, by)]));
}

type State = Instance["state"];

function pickAt(instances: readonly Instance[], index: number): Instance {
  const found = instances[index];
  if (found === undefined) throw new Error(`there is no instance ${index}`);
  return found;
}

class Mask {
  instances: readonly Instance[];
  isPartial = false;
  readonly says: string[] = [];
  readonly #addresses = new Map<string, string>();

  constructor(instances: readonly Instance[]) {
    this.instances = instances;
  }

  get terms(): Terms {
    const [one] = this.instances;
    const account = one === undefined ? "" : createAccountKey(one.account);
    const addresses = this.#addresses;
    return {
      account,
      ref(space, id) {
        const address = addresses.get(id);
        return address === undefined
          ? { account, space, kind: "id", text: id }
          : { account, space, kind: "address", text: address };
      },
      scope(type, id) {
        const address = addresses.get(id);
        const text = address ?? joinScopeId(type, id);
        return { account, space: "scope", kind: address === undefined ? "id" : "address", text };
      },
      selector: (id) => {
        const address = addresses.get(id);
        return address === undefined ? id : selectorOfAddress(address);
      },
    };
  }

  #set(index: number, state: State): void {
    this.instances = this.instances.map((one, i) => (i === index ? { ...one, state } : one));
  }

  /** It was not looked at. */
  drop(index: number): void {
    this.says.push(`${this.instances[index]?.address} is left out`);
    this.instances = this.instances.filter((_, i) => i !== index);
    this.isPartial = true;
  }

  /** Some part of it is known after apply only. */
  forgetPart(index: number, random: Random): void {
    const { state, address } = pickAt(this.instances, index);
    const paths = listPaths(state).filter((path) => {
      const [name = ""] = path;
      return path.length > 1 || (name !== "id" && name !== "type" && state[name] !== null);
    });
    if (paths.length === 0) return;
    const path = pick(paths, random);
    this.says.push(`${address} ${path.join(".")} is unknown`);
    this.#set(index, replaceAt(state, path, unknown) as State);
  }

  /** It is not created yet: what refers to it says so, or is unknown. */
  forgetId(index: number, random: Random): void {
    const { state, address, kind } = pickAt(this.instances, index);
    const id = state["id"];
    const isShared = this.instances.some((one, i) => i !== index && one.state["id"] === id);
    if (typeof id !== "string" || address === null || isShared || this.#addresses.has(id)) return;
    const other = pick(this.instances, random).address ?? address;
    const by = pick([new Link([address]), new Link([address]), new Link([address, other]), unknown], random);
    const how = by instanceof Link ? by.addresses.join(" or ") : "nobody knows what";
    this.says.push(`${kind} ${address} has no id yet, and others refer to ${how}`);
    this.#addresses.set(id, address);
    this.instances = this.instances.map((one, i) => {
      const replaced = replaceText(one.state, id, i === index ? unknown : by) as State;
      return { ...one, state: replaced };
    });
  }
}

/** The world as a source may know it. Without masks it is known whole. */
export function maskWorld(instances: readonly Instance[], masks: number, random: Random): Masked {
  const mask = new Mask(instances);
  for (let i = 0; i < masks && mask.instances.length > 1; i += 1) {
    const index = random(mask.instances.length);
    const how = random(6);
    if (how === 0) mask.drop(index);
    else if (how < 4) mask.forgetPart(index, random);
    else mask.forgetId(index, random);
  }
  const { terms, isPartial, says } = mask;
  return { instances: mask.instances, terms, isPartial, says };
}
