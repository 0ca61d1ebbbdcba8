import fc from "fast-check";
import type { NounDefinition } from "#access/model/nouns/own-attributes.ts";
import { type Permission, permission } from "#access/model/permissions/permission.ts";
import type { AttributeRule, VendorFacts } from "#access/model/vendors/facts.ts";
import type { Attributes, ScalarType, Type } from "#access/schema/attribute.ts";
import { unknown } from "#access/schema/unknown.ts";

export type AnyRecord = { readonly [name: string]: unknown };

/** A configuration, and those of its values that become known only at apply. */
export interface Draft {
  readonly config: AnyRecord;
  readonly unknown: AnyRecord;
}

interface Drawn {
  readonly changed: readonly string[];
  readonly values: AnyRecord;
  readonly unknown: readonly string[];
}

/** Texts in which vendors and Terraform differ: blanks, Unicode forms, case, lengths, what other languages would read. */
const trickyTexts = [
  "",
  " ",
  "   ",
  "a",
  "A",
  "padded",
  " padded",
  "padded ",
  " padded ",
  "two  words",
  "tab\there",
  "line\nbreak",
  "\n",
  "Caf\u00e9",
  "Cafe\u0301",
  "CAF\u00c9",
  "\u212b",
  "\u00c5",
  "stra\u00dfe",
  "STRASSE",
  "\u0130",
  "\ufb01",
  "\u200bx",
  "x\u202ey",
  "\u{1f916} bot",
  "null",
  "0",
  "true",
  "__proto__",
  "constructor",
  '"quoted"',
  "back\\slash",
  "${path.root}",
  "%{ if }",
  "<b>&amp;",
  "x".repeat(50),
  "x".repeat(51),
  "x".repeat(64),
  "x".repeat(80),
  "x".repeat(81),
  "x".repeat(255),
  "x".repeat(256),
  "x".repeat(1000),
];

const tricky = fc.oneof(
  { arbitrary: fc.constantFrom(...trickyTexts), weight: 3 },
  { arbitrary: fc.string({ unit: "grapheme", maxLength: 40 }), weight: 1 },
);

const recipients = [
  "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
  "age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg",
];

const durations = ["1h", "60m", "3600s", "24h", "1d", "90d", "2160h", "36h", "1h30m", "0s", "400d"];

/** Instants from a month ahead, in many spellings. */
function listInstants(now: Date): readonly string[] {
  const days = [30, 31, 90, 4000];
  const dates = days.map((count) =>
    new Date(now.getTime() + count * 86_400_000 + 1_800_000).toISOString().slice(0, 19),
  );
  const endings = ["Z", ".000Z", ".5Z", ".123Z", ".123456Z", ".123456789Z", "+02:00", "-00:30", ".250+00:00", "z"];
  return [
    ...dates.flatMap((date) => endings.map((ending) => date + ending)),
    "2020-01-01T00:00:00Z",
    "2026-02-30T00:00:00Z",
  ];
}

interface Hints {
  readonly now: Date;
  readonly facts: VendorFacts;
  readonly permissions: readonly Permission[];
}

/** How to make a value: what the example has there, and what the vendor's facts say. */
interface Site {
  readonly name: string;
  readonly base: unknown;
  readonly rule: Pick<Exclude<AttributeRule, { readonly unsupported: string }>, "oneOf" | "fields"> | undefined;
  readonly refers: boolean;
}

function arbitraryText(type: ScalarType, { name, base, rule, refers }: Site, { now }: Hints): fc.Arbitrary<unknown> {
  const words = rule?.oneOf ?? type.oneOf;
  if (words !== undefined) return fc.constantFrom(...words);
  const own = typeof base === "string" ? [base] : [];
  // An id of something that does not exist is no legal configuration, and cannot be made up.
  if (refers || /(?:^id|Ids?)$/.test(name)) return fc.constantFrom(...own, ...own, ...own, ...own, "", "0");
  switch (type.format?.name) {
    case "instant":
      return fc.constantFrom(...listInstants(now));
    case "duration":
    case "span":
      return fc.constantFrom(...durations);
    case "age recipient":
      return fc.constantFrom(...recipients);
    case "email address": {
      // Vendors keep people whom nobody manages any more, so addresses are seldom used twice.
      const fresh = fc.nat().map((count) => `Person${count}@example.com`);
      const spelled = fc.tuple(fresh, fc.constantFrom("", " ")).map(([one, blank]) => one.toLowerCase() + blank);
      return fc.oneof(
        { arbitrary: fresh, weight: 6 },
        { arbitrary: spelled, weight: 2 },
        { arbitrary: fc.constantFrom(...own, ...own.map((one) => one.toUpperCase())), weight: 2 },
      );
    }
    default:
      return own.length === 0
        ? tricky
        : fc.oneof({ arbitrary: fc.constantFrom(...own), weight: 1 }, { arbitrary: tricky, weight: 2 });
  }
}

/** Another grouping of the same permissions, or some of the vendor's. */
function arbitraryPermissions(base: unknown, { permissions }: Hints): fc.Arbitrary<unknown> {
  const known = [...(Array.isArray(base) ? (base as readonly Permission[]) : []), ...permissions];
  const spelled = known.flatMap((one) => [
    one,
    { ...one, selectors: one.selectors ?? ["*"] },
    ...(one.selectors ?? []).map((selector) => ({ ...one, selectors: [selector] })),
  ]);
  return fc.oneof(
    { arbitrary: fc.shuffledSubarray(spelled, { maxLength: 6 }), weight: 5 },
    { arbitrary: fc.constant([...(Array.isArray(base) ? (base as readonly unknown[]) : []), null]), weight: 1 },
  );
}

function arbitraryElements(
  type: Extract<Type, { readonly element: Type }>,
  site: Site,
  hints: Hints,
): fc.Arbitrary<unknown> {
  const { base } = site;
  if (type.element === permission.type) return arbitraryPermissions(base, hints);
  const own: readonly unknown[] = typeof base === "object" && base !== null ? Object.values(base) : [];
  const element = fc.oneof(
    ...[...own, undefined].map((one) => arbitraryValue(type.element, { ...site, base: one }, hints)),
  );
  if (type.kind === "map") {
    const keys = typeof base === "object" && base !== null ? Object.keys(base) : [];
    const key = fc.oneof(fc.constantFrom(...keys, "a", "b", "\u00e9", "e\u0301"), tricky);
    const value =
      own.length === 0
        ? element
        : fc.oneof({ arbitrary: fc.constantFrom(...own), weight: 5 }, { arbitrary: element, weight: 1 });
    return fc.dictionary(key, value, { maxKeys: 4 });
  }
  const added = fc.array(fc.oneof({ arbitrary: element, weight: 9 }, { arbitrary: fc.constant(null), weight: 1 }), {
    maxLength: 2,
  });
  return fc
    .tuple(
      fc.shuffledSubarray([...own]),
      fc.oneof({ arbitrary: fc.constant([]), weight: 2 }, { arbitrary: added, weight: 1 }),
    )
    .map(([kept, more]) => [...kept, ...more]);
}

function arbitraryValue(type: Type, site: Site, hints: Hints): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case "bool":
      return fc.boolean();
    case "integer":
      return fc.bigInt({ min: -1n, max: 9n });
    case "number":
      return fc.integer({ min: -1, max: 9 });
    case "list":
    case "set":
    case "map":
      return arbitraryElements(type, site, hints);
    case "object":
      return arbitraryObject(type.attributes, site, hints);
    default:
      return arbitraryText(type, site, hints);
  }
}

function arbitraryObject(attributes: Attributes, { base, rule }: Site, hints: Hints): fc.Arbitrary<unknown> {
  const given = typeof base === "object" && base !== null ? (base as AnyRecord) : {};
  const fields = Object.entries(attributes).map(([name, { facts }]) => {
    const site = {
      name,
      base: given[name] ?? undefined,
      rule: rule?.fields?.[name],
      refers: facts.refersTo !== undefined,
    };
    const kept = fc.constant(given[name] ?? null);
    const value = arbitraryValue(facts.type, site, hints);
    const isOptional = facts.presence !== "required";
    const choices = [
      { arbitrary: kept, weight: 6 },
      { arbitrary: value, weight: 2 },
      { arbitrary: fc.constant(null), weight: isOptional ? 1 : 0 },
    ];
    return [name, fc.oneof(...choices.filter(({ weight }) => weight > 0))] as const;
  });
  return fc.record(Object.fromEntries(fields));
}

/** What the vendor's managed roles hold is legal, at least where it is written for one. */
function listKnownPermissions({ permissions }: VendorFacts): readonly Permission[] {
  return Object.values(permissions.managedRoles).flat().slice(0, 40);
}

/**
 * Changes of some attributes of a configuration. Most are legal; some are not, and must be refused.
 * @param base the configuration of the vendor's example
 */
export function arbitraryChange(
  {
    definition,
    facts,
    base,
  }: { readonly definition: NounDefinition; readonly facts: VendorFacts; readonly base: AnyRecord },
  now: Date,
): fc.Arbitrary<(config: AnyRecord) => Draft> {
  const hints = { now, facts, permissions: listKnownPermissions(facts) };
  const rules = facts.nouns[definition.type]?.attributes ?? {};
  const free = Object.entries(definition.attributes).filter(
    ([
      name,
      {
        facts: { presence },
      },
    ]) => {
      const isForeign = (definition.owners?.[name] ?? facts.title) !== facts.title;
      return presence !== "computed" && !isForeign && rules[name]?.unsupported === undefined;
    },
  );
  const values = free.map(([name, { facts: attribute }]) => {
    const rule = rules[name];
    const site = {
      name,
      base: base[name] ?? undefined,
      rule: rule?.unsupported === undefined ? rule : undefined,
      refers: attribute.refersTo !== undefined,
    };
    const value = arbitraryValue(attribute.type, site, hints);
    const isNullable = attribute.presence !== "required" && rule?.isRequired !== true;
    const choices = [
      { arbitrary: value, weight: 6 },
      { arbitrary: fc.constant(base[name] ?? null), weight: 2 },
      { arbitrary: fc.constant(null), weight: isNullable ? 2 : 0 },
    ];
    return [name, fc.oneof(...choices.filter(({ weight }) => weight > 0))] as const;
  });
  const names = free.map(([name]) => name);
  return fc
    .record({
      changed: fc.oneof(
        { arbitrary: fc.subarray(names, { minLength: 1, maxLength: 2 }), weight: 3 },
        { arbitrary: fc.subarray(names), weight: 1 },
      ),
      values: fc.record(Object.fromEntries(values)),
      unknown: fc.oneof(
        { arbitrary: fc.constant([]), weight: 3 },
        { arbitrary: fc.subarray(names, { maxLength: 2 }), weight: 1 },
      ),
    })
    .map(({ changed, values: drawn, unknown: hidden }: Drawn) => (config: AnyRecord): Draft => {
      const next = { ...config, ...Object.fromEntries(changed.map((name) => [name, drawn[name]])) };
      return { config: next, unknown: Object.fromEntries(hidden.map((name) => [name, unknown])) };
    });
}
