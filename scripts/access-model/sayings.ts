import { dataSourceStatements, resourceStatements } from "#access/model/nouns/statements.gen.ts";
import { dataSourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import { InstanceSpeaker } from "#access/graph/speaker.ts";
import { createAccountKey } from "#access/model/statements/account.ts";
import type { InstanceStatements } from "#access/model/statements/declaration.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import type { GraphFacts } from "#access/model/statements/graph-facts.ts";
import type { Attributes, Type } from "#access/schema/attribute.ts";
import { presentSecret } from "#access/schema/decode-record.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { writeSayings } from "./words.ts";

type State = { readonly [attribute: string]: unknown };

/** Any value of a type that a statement may be made of. */
function sample(type: Type): unknown {
  switch (type.kind) {
    case "text":
      return type.oneOf?.[0] ?? "sample";
    case "bool":
      return true;
    case "number":
      return 1;
    case "integer":
      return 1n;
    case "dynamic":
      return null;
    case "list":
    case "set":
      return [sample(type.element)];
    case "map":
      return { sample: sample(type.element) };
    case "object":
      return sampleAll(type.attributes);
  }
}

function sampleAll(attributes: Attributes): State {
  const entries = Object.entries(attributes).map(([name, { facts }]) => {
    return [name, facts.isSecret ? presentSecret : sample(facts.type)] as const;
  });
  return Object.fromEntries(entries);
}

interface Probed {
  readonly type: string;
  readonly kind: Instance["kind"];
  readonly attributes: Attributes;
  readonly choices: readonly (readonly string[])[];
}

/** A state with everything that the vendor has; of what excludes each other, one state for each. */
function listStates({ type, attributes, choices }: Probed, { nouns }: VendorFacts): readonly State[] {
  const rules = nouns[type]?.attributes ?? {};
  const own = Object.entries(sampleAll(attributes)).filter(([name]) => rules[name]?.unsupported === undefined);
  const missing = Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));
  let states: readonly State[] = [{ ...missing, ...Object.fromEntries(own) }];
  for (const names of choices) {
    const possible = names.filter((name) => own.some(([one]) => one === name));
    const drop = (state: State, kept: string): State =>
      Object.fromEntries(
        Object.entries(state).map(([name, value]) => [name, names.includes(name) && name !== kept ? null : value]),
      );
    states = states.flatMap((state) => possible.map((kept) => drop(state, kept)));
  }
  return states;
}

/** What the statements of a noun at one vendor are made of: rows of attribute and words. */
function probe(probed: Probed, vendor: VendorFacts, graph: GraphFacts): readonly (readonly [string, string])[] {
  const { type, kind, attributes } = probed;
  const common = (kind === "resource" ? resourceStatements : dataSourceStatements)[type];
  const speakers: readonly (InstanceStatements | undefined)[] = [
    common,
    kind === "resource" ? graph.statements[type] : undefined,
  ];
  const say = (state: State): ReadonlyMap<string, readonly string[]> => {
    const account = { vendor: vendor.name, alias: "access", endpoint: null, organization: null };
    const instance: Instance = {
      account,
      type,
      kind,
      state,
      address: "an.address",
      presence: "managed",
      happening: "unchanged",
    };
    const at = new InstanceSpeaker(instance, createAccountKey(instance.account), {
      nouns: vendor.nouns,
      contains: graph.contains,
    });
    return writeSayings(speakers.flatMap((speak) => speak?.(state, at) ?? []));
  };
  const rows = new Map<string, Set<string>>();
  const add = (attribute: string, words: Iterable<string>): void => {
    rows.set(attribute, new Set([...(rows.get(attribute) ?? []), ...words]));
  };
  for (const state of listStates(probed, vendor)) {
    const full = say(state);
    for (const [attribute, words] of full) add(attribute, words);
    for (const name of Object.keys(attributes)) {
      if (state[name] === null) continue;
      const spelled = toSnakeCase(name);
      const without = say({ ...state, [name]: null }).get(spelled) ?? [];
      const other = without.filter((words) => full.get(spelled)?.includes(words) !== true);
      if (other.length > 0) add(`${spelled}, not set`, other);
    }
  }
  return [...rows].map(([attribute, words]) => [attribute, [...words].join("; ")] as const);
}

/** What each noun of a vendor says, attribute by attribute. */
export function listSayings(vendor: VendorFacts, graph: GraphFacts): readonly (readonly string[])[] {
  const resources = nounDefinitions
    .filter(({ type }) => Object.hasOwn(vendor.nouns, type))
    .map(({ type, attributes, exactlyOneOf = [] }): Probed => ({
      type,
      kind: "resource",
      attributes,
      choices: exactlyOneOf,
    }));
  const lookUps = dataSourceDefinitions.map(({ type, attributes }): Probed => ({
    type,
    kind: "dataSource",
    attributes,
    choices: [],
  }));
  return [...resources, ...lookUps].flatMap((probed) => {
    const name = `${probed.kind === "resource" ? "" : "data."}access_${probed.type}`;
    return probe(probed, vendor, graph).map(([attribute, words]) => {
      const [own = "", ...state] = attribute.split(", ");
      return [`\`${name}\``, own === "-" ? "as a whole" : [`\`${own}\``, ...state].join(", "), words];
    });
  });
}
