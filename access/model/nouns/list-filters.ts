import type { Attribute, Attributes } from "../../schema/attribute.ts";
import type { ListResourceDefinition, ResourceDefinition } from "../../schema/definition.ts";
import { toSeconds } from "../../schema/formats.ts";
import { toSnakeCase } from "../../schema/names.ts";
import { bool, emailAddress, span, text } from "../../schema/types.ts";
import { isUnknown } from "../../schema/unknown.ts";
import { AccessError } from "../errors.ts";
import type { Traces } from "../statements/traces.ts";
import type { VendorFacts } from "../vendors/facts.ts";
import { findNameAttribute, spellNoun } from "./object-name.ts";
import type { NounDefinition } from "./own-attributes.ts";

type AnyRecord = { readonly [name: string]: unknown };

/** An object of a list, as far as filters look at it. */
export interface Filtered {
  readonly state: AnyRecord;
  readonly traces: Traces;
}

/** `untold`: the vendor does not tell what the filter asks. */
export type FilterAnswer = "fits" | "differs" | "untold";

/** What one argument of a list asks of each object. */
interface Filter {
  /** The argument. */
  readonly name: string;
  readonly attribute: Attribute<unknown, string, string>;
  /** The attribute of the noun that it looks at. */
  readonly of: string | undefined;
  /** @param value null if the argument is not set */
  test(value: unknown, object: Filtered, now: Date): FilterAnswer;
}

function answer(fits: boolean): FilterAnswer {
  return fits ? "fits" : "differs";
}

/** Only what refers to one object of another noun. */
function filterByReference(name: string, { facts }: Attribute<unknown, string, string>): readonly Filter[] {
  const { refersTo, type } = facts;
  if (refersTo === undefined || type.kind !== "text") return [];
  const doc = `Only those of the ${spellNoun(refersTo)} with this id.`;
  return [
    {
      name,
      attribute: text.optional(doc),
      of: name,
      test: (value, { state }) => answer(value === null || state[name] === value),
    },
  ];
}

function foldText(given: string): string {
  return given.normalize("NFC");
}

/** Two addresses that differ only in case are equal. */
function foldAddress(given: string): string {
  return foldText(given).toLowerCase();
}

function filterByName(definition: NounDefinition): readonly Filter[] {
  const of = findNameAttribute(definition);
  if (of === undefined) return [];
  const fold = definition.attributes[of]?.facts.type === emailAddress.type ? foldAddress : foldText;
  return [
    {
      name: `${of}Prefix`,
      attribute: text.optional(`Only those whose \`${toSnakeCase(of)}\` begins with this.`),
      of,
      test(value, { state }) {
        if (typeof value !== "string") return "fits";
        const given = state[of];
        return answer(typeof given === "string" && fold(given).startsWith(fold(value)));
      },
    },
  ];
}

function wasUnused(period: string, { lastUsedAt, createdAt }: Traces, now: Date): FilterAnswer {
  if (lastUsedAt === undefined) return "untold";
  const since = lastUsedAt ?? createdAt;
  return answer(since === undefined || Date.parse(since) <= now.getTime() - toSeconds(period) * 1000);
}

function filterByUse({ isUsed }: ResourceDefinition): readonly Filter[] {
  if (isUsed !== true) return [];
  const doc =
    "Only those that nobody used for so long, such as `90d`; for what was never used, since it was created. What the vendor does not tell the last use of is left out, with a warning.";
  return [
    {
      name: "unusedFor",
      attribute: span.optional(doc),
      of: undefined,
      test: (value, { traces }, now) => (typeof value === "string" ? wasUnused(value, traces, now) : "fits"),
    },
  ];
}

function filterByEnd({ endsAt }: ResourceDefinition): readonly Filter[] {
  if (endsAt === undefined) return [];
  const doc = `Also those that work no more, because their \`${toSnakeCase(endsAt)}\` has passed. If not set, they are left out.`;
  return [
    {
      name: "includeExpired",
      attribute: bool.optional(doc),
      of: undefined,
      test(value, { state }, now) {
        const end = state[endsAt];
        return answer(value === true || typeof end !== "string" || Date.parse(end) > now.getTime());
      },
    },
  ];
}

/** What a list of the noun can be asked, from its definition. @throws Error if two filters have one name */
function listFilters(definition: NounDefinition): readonly Filter[] {
  const references = Object.entries(definition.attributes).flatMap(([name, one]) => filterByReference(name, one));
  const filters = [...references, ...filterByName(definition), ...filterByUse(definition), ...filterByEnd(definition)];
  const names = filters.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new Error(`a list of ${definition.type} would have two arguments ${twice}`);
  return filters;
}

/** How the objects of a noun can be listed. */
export function declareList(definition: NounDefinition): ListResourceDefinition {
  const { type } = definition;
  const entries = listFilters(definition).map(({ name, attribute }) => [name, attribute] as const);
  const attributes: Attributes = Object.fromEntries(entries);
  const summary = `Every ${spellNoun(type)} in the vendor's account that the token can see, also those that no code manages.`;
  return { kind: "listResource", type, summary, attributes };
}

function refuse(filter: Filter, says: string, advice?: string): AccessError {
  const path = [filter.name];
  return new AccessError("unsupported", says, advice === undefined ? { path } : { path, advice });
}

function checkFilter(filter: Filter, definition: NounDefinition, facts: VendorFacts): readonly AccessError[] {
  const { of } = filter;
  const noun = facts.nouns[definition.type];
  if (of === undefined || noun === undefined) return [];
  const name = toSnakeCase(filter.name);
  const owner = definition.owners?.[of];
  const unsupported = noun.attributes[of]?.unsupported;
  if (owner !== undefined && owner !== facts.title)
    return [refuse(filter, `${facts.title} does not support \`${name}\` in a list: only ${owner} does.`)];
  if (unsupported !== undefined)
    return [refuse(filter, `${facts.title} does not support \`${name}\` in a list.`, unsupported)];
  if (noun.untold?.includes(of) !== true) return [];
  return [
    refuse(filter, `${facts.title} does not tell \`${toSnakeCase(of)}\` in a list, so \`${name}\` would find nothing.`),
  ];
}

/** The arguments that the vendor's lists cannot answer, so that they would find nothing. */
export function findListErrors(
  definition: NounDefinition,
  config: AnyRecord,
  facts: VendorFacts,
): readonly AccessError[] {
  return listFilters(definition).flatMap((filter) => {
    const value = config[filter.name];
    const isGiven = value !== null && value !== undefined && !isUnknown(value);
    return isGiven ? checkFilter(filter, definition, facts) : [];
  });
}

/** What the arguments of a list ask of each object. The first that it does not fit answers. */
export function createListFilter(
  definition: NounDefinition,
  config: AnyRecord,
  now: Date,
): (object: Filtered) => FilterAnswer {
  const filters = listFilters(definition);
  return (object) => {
    const answers = filters.map(({ name, test }) => test(config[name] ?? null, object, now));
    return answers.find((one) => one === "differs") ?? answers.find((one) => one === "untold") ?? "fits";
  };
}
