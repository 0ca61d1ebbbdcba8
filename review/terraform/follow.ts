import { getPart, listEntries } from "../json-parts.ts";
import { nounOf } from "../addresses.ts";
import { listReferences, type ModuleIndex } from "./modules.ts";
import { type AddressPart, parseTraversal, type Step } from "./traversal.ts";

/** The objects that a reference leads to: a pattern of addresses. */
export interface Target {
  readonly pattern: readonly AddressPart[];
  readonly noun: string;
}

/** Where an expression is: in a module, and in a block that may be repeated. */
export interface Home {
  /** The module's parts: `module`, `bots`, `module`, `inner`, those with names maybe with keys. */
  readonly location: readonly AddressPart[];
  /** What its block is repeated for; null if it is not. */
  readonly forEach: unknown;
}

/** An expression of which nobody can tell what it leads to. The message says which one, and why. */
class NotFollowed extends Error {
  override readonly name = "NotFollowed";
}

export type Followed =
  | { readonly kind: "targets"; readonly targets: readonly Target[] }
  /** It refers to something that cannot be followed: part of a sentence. */
  | { readonly kind: "doubt"; readonly because: string }
  /** It refers to nothing: the vendor decides. */
  | { readonly kind: "unsaid" };

// Of one argument. Real ones take a handful; a hostile document would take for ever.
const mostSteps = 1_000;
const deepest = 50;

/**
 * One reference stands in a plan as itself and, behind it, as each shorter part of itself. Gives the whole ones. The same
 * text twice is two references: the second may have an index that is an expression.
 */
export function listHeads(references: readonly string[]): readonly string[] {
  const heads: string[] = [];
  let head: string | undefined;
  let last = "";
  for (const one of references) {
    const next = head?.[one.length];
    const isPart = head?.startsWith(one) === true && one.length < last.length && (next === "." || next === "[");
    if (!isPart) {
      heads.push(one);
      head = one;
    }
    last = one;
  }
  return heads;
}

/** Known whenever a plan is made. */
const knownRoots: ReadonlySet<string> = new Set(["path", "terraform", "count"]);

function takePart(steps: readonly Step[], at: number): { readonly part: AddressPart; readonly next: number } {
  const key = steps[at + 1];
  const name = steps[at]?.name ?? "";
  if (key?.isIndex === true) return { part: { name, key: key.name }, next: at + 2 };
  return { part: { name, key: null }, next: at + 1 };
}

/** Follows what an argument refers to, through values of a repetition, variables and outputs of modules. */
export class Follower {
  readonly #modules: ModuleIndex;
  readonly #seen = new Set<string>();
  #steps = 0;

  constructor(modules: ModuleIndex) {
    this.#modules = modules;
  }

  #followAll(references: readonly string[], home: Home, depth: number): readonly Target[] {
    if (depth > deepest) throw new NotFollowed("it refers to more than can be followed");
    return listHeads(references).flatMap((head) => this.#follow(head, home, depth + 1));
  }

  /** An expression that a plan has: without references it is a constant, which is known. */
  #followExpression(expression: unknown, home: Home, depth: number): readonly Target[] {
    return this.#followAll(listReferences(expression), home, depth);
  }

  #follow(reference: string, home: Home, depth: number): readonly Target[] {
    const key = JSON.stringify([reference, home.location]);
    this.#steps += 1;
    if (this.#steps > mostSteps) throw new NotFollowed("it refers to more than can be followed");
    // What refers to itself adds nothing.
    if (this.#seen.has(key)) return [];
    this.#seen.add(key);
    const steps = parseTraversal(reference);
    const [root, second] = steps ?? [];
    if (steps === undefined || root === undefined) throw new NotFollowed(`\`${reference}\` cannot be followed`);
    if (knownRoots.has(root.name)) return [];
    switch (root.name) {
      case "each":
        // Keys are always known.
        return second?.name === "key" ? [] : this.#followExpression(home.forEach, home, depth);
      case "var":
        return this.#followVariable(second?.name ?? "", home, depth);
      case "local":
        throw new NotFollowed(`a plan does not say what \`local.${second?.name ?? ""}\` is`);
      case "module":
        return this.#followModule(steps, home, depth);
      default:
        return [this.#readObject(reference, steps, home)];
    }
  }

  #followVariable(name: string, { location }: Home, depth: number): readonly Target[] {
    // Those of the root module are known.
    if (location.length === 0) return [];
    const outer = location.slice(0, -2);
    const call = this.#modules.findCall(location);
    const expressions = getPart(call, "expressions");
    const home: Home = { location: outer, forEach: getPart(call, "for_each_expression") ?? null };
    return this.#followExpression(getPart(expressions, name), home, depth);
  }

  #followModule(steps: readonly Step[], { location }: Home, depth: number): readonly Target[] {
    const { part, next } = takePart(steps, 1);
    const inner = [...location, { name: "module", key: null }, part];
    const outputs = getPart(this.#modules.findCall(inner), "module", "outputs");
    const name = steps[next]?.name;
    const own = listEntries(outputs).filter(([output]) => name === undefined || output === name);
    if (own.length === 0) throw new NotFollowed(`\`module.${part.name}\` has no such output in the plan`);
    const home: Home = { location: inner, forEach: null };
    return own.flatMap(([, output]) => this.#followExpression(getPart(output, "expression"), home, depth));
  }

  #readObject(reference: string, steps: readonly Step[], { location }: Home): Target {
    const isData = steps[0]?.name === "data";
    const noun = nounOf(steps[isData ? 1 : 0]?.name ?? null);
    const { part, next } = takePart(steps, isData ? 2 : 1);
    const [attribute] = steps.slice(next);
    if (noun === undefined || part.name === "") {
      throw new NotFollowed(`what \`${reference}\` is, is known when it is applied`);
    }
    if (attribute !== undefined && attribute.name !== "id") throw new NotFollowed(`\`${reference}\` is not an id`);
    const type = { name: `access_${noun}`, key: null };
    const data = isData ? [{ name: "data", key: null }] : [];
    return { pattern: [...location, ...data, type, part], noun };
  }

  /** The objects that references may be the ids of: at least one, or why it cannot be told. */
  static follow(modules: ModuleIndex, references: readonly string[], home: Home): Followed {
    if (references.length === 0) return { kind: "unsaid" };
    try {
      const targets = new Follower(modules).#followAll(references, home, 0);
      if (targets.length > 0) return { kind: "targets", targets };
      return { kind: "doubt", because: "all that it refers to is known, and it is not" };
    } catch (error) {
      if (error instanceof NotFollowed) return { kind: "doubt", because: error.message };
      throw error;
    }
  }
}
