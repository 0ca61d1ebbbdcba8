import type { Instance } from "#access/model/statements/instance.ts";
import type { NounFacts, VendorFacts } from "#access/model/vendors/facts.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";

interface Known {
  readonly vendor: { readonly facts: Pick<VendorFacts, "nouns"> };
  readonly definitions: readonly ResourceDefinition[];
}

type Starter = NonNullable<NounFacts["starters"]>[number];

function keyOf(type: string, id: unknown): string {
  return JSON.stringify([type, id]);
}

/** The names of the vendor's own objects, by noun and id. */
function indexOwn(instances: readonly Instance[]): ReadonlyMap<string, unknown> {
  const own = instances.filter(({ isBuiltIn }) => isBuiltIn === true);
  return new Map(own.map(({ type, state }) => [keyOf(type, state["id"]), state["name"]]));
}

/** Marks what each new account has between objects of the vendor's own, so that nobody is asked for code of it. */
export function markStarters(instances: readonly Instance[], { vendor, definitions }: Known): readonly Instance[] {
  const names = indexOwn(instances);
  const marked = new Set<Instance>();
  for (const { type, attributes } of definitions) {
    const refersTo = (attribute: string): string => attributes[attribute]?.facts.refersTo ?? "";
    const fits = ({ state }: Instance, starter: Starter): boolean =>
      Object.entries(starter).every(
        ([attribute, name]) => names.get(keyOf(refersTo(attribute), state[attribute])) === name,
      );
    const own = instances.filter((one) => one.type === type && one.kind === "resource");
    for (const starter of vendor.facts.nouns[type]?.starters ?? []) {
      const [first, ...others] = own.filter((one) => fits(one, starter));
      if (first !== undefined && others.length === 0) marked.add(first);
    }
  }
  return marked.size === 0 ? instances : instances.map((one) => (marked.has(one) ? { ...one, isBuiltIn: true } : one));
}
