import { listAttributesThat } from "#access/model/vendors/attribute-changes.ts";
import type { AttributeRule, NounFacts, SupportedAttribute, VendorFacts } from "#access/model/vendors/facts.ts";
import { describeRule, describeWords, listTextRules, type TextFacts } from "#access/model/vendors/text-rules.ts";
import type { ConfiguredNoun } from "#access/model/vendors/configuration-errors.ts";
import type { NounDefinition } from "#access/model/nouns/own-attributes.ts";
import type { ChangeEffect } from "#access/schema/attribute.ts";
import { declareIdentity } from "#access/model/nouns/identity.ts";
import { listDefaultImportForms } from "#access/schema/import-forms.ts";
import { toSnakeCase } from "#access/schema/names.ts";

function importForm(form: string): string {
  return form.replaceAll(/\{(.+?)\}/g, (_, name: string) => toSnakeCase(name).toUpperCase());
}

function formsOf(definition: NounDefinition, noun: NounFacts): readonly string[] {
  return noun.importForms ?? listDefaultImportForms(definition);
}

function listNames(names: readonly string[]): string {
  return names.map((name) => `\`${toSnakeCase(name)}\``).join(", ");
}

function describeTexts({ oneOf, ...facts }: Pick<SupportedAttribute, "oneOf" | keyof TextFacts>): readonly string[] {
  return [...(oneOf === undefined ? [] : [describeWords(oneOf)]), ...listTextRules(facts).map(describeRule)];
}

function describeAccepted({ attributes }: ConfiguredNoun, name: string, rule: AttributeRule): readonly string[] {
  // A rule for what the vendor makes is for import IDs.
  if (attributes[name]?.facts.presence === "computed") return [];
  const { kind } = attributes[name]?.facts.type ?? { kind: "text" };
  const isCollection = kind === "set" || kind === "list" || kind === "map";
  const subject = isCollection ? `Each value in \`${toSnakeCase(name)}\`` : `\`${toSnakeCase(name)}\``;
  if (rule.unsupported !== undefined) return [];
  const own = describeTexts(rule).map((words) => `- ${subject} must be ${words}.`);
  const fields = Object.entries(rule.fields ?? {}).flatMap(([field, limits]) =>
    describeTexts(limits).map((words) => `- \`${toSnakeCase(name)}.${toSnakeCase(field)}\` must be ${words}.`),
  );
  return [...own, ...fields];
}

const effects: { readonly [E in ChangeEffect]: string } = {
  inPlace: "Updated in place",
  rotates: "A change makes a new secret",
  replaces: "A change creates a new resource",
};

function describeChanges(definition: NounDefinition, vendor: VendorFacts): readonly string[] {
  const foreign = foreignNames(definition, vendor);
  return (["inPlace", "rotates", "replaces"] as const).flatMap((effect) => {
    const names = listAttributesThat(effect, definition, vendor).filter((name) => !foreign.includes(name));
    return names.length === 0 ? [] : [`- ${effects[effect]}: ${listNames(names.toSorted())}.`];
  });
}

/** Arguments that another vendor alone has. */
function foreignNames({ attributes, owners = {} }: ConfiguredNoun, { title }: VendorFacts): readonly string[] {
  const others = Object.entries(owners).filter(([, owner]) => owner !== title);
  return others.map(([name]) => name).filter((name) => attributes[name]?.facts.presence !== "computed");
}

/** What a configuration may contain at a vendor. @param more lines after those of what is required */
export function describeRules(
  definition: ConfiguredNoun,
  vendor: VendorFacts,
  { noun, more }: { readonly noun: NounFacts; readonly more: readonly string[] },
): readonly string[] {
  const rules = Object.entries(noun.attributes);
  const required = rules.filter(([, { isRequired }]) => isRequired === true).map(([name]) => name);
  return [
    ...(required.length === 0 ? [] : [`- Required: ${listNames(required)}.`]),
    ...more,
    ...rules.flatMap(([name, rule]) => describeAccepted(definition, name, rule)),
    ...rules.flatMap(([name, { unsupported }]) =>
      unsupported === undefined ? [] : [`- \`${toSnakeCase(name)}\` is not supported. ${unsupported}`],
    ),
    ...foreignNames(definition, vendor).map(
      (name) => `- \`${toSnakeCase(name)}\` is not supported: only ${definition.owners?.[name] ?? ""} has it.`,
    ),
  ];
}

function describeNoun(definition: NounDefinition, vendor: VendorFacts, noun: NounFacts): readonly string[] {
  const lines = describeRules(definition, vendor, { noun, more: describeChanges(definition, vendor) });
  return noun.removal === undefined ? lines : [...lines, `- A destroy: ${noun.removal}`];
}

/** What each vendor makes of a noun, and the vendors that do not have it: all of it follows from their facts. */
export function vendorSection(definition: NounDefinition, vendors: readonly VendorFacts[]): string {
  const without = vendors.filter(({ nouns }) => nouns[definition.type] === undefined).map(({ title }) => title);
  const lines = vendors.flatMap((vendor) => {
    const noun = vendor.nouns[definition.type];
    if (noun === undefined) return [];
    return [`### ${vendor.title}`, "", ...describeNoun(definition, vendor, noun), ""];
  });
  const absent = without.length === 0 ? [] : [`Not supported on ${without.join(", ")}.`, ""];
  return ["## By vendor", "", ...lines, ...absent].join("\n");
}

function describeIdentity(definition: NounDefinition, vendors: readonly VendorFacts[]): readonly string[] {
  const { attributes } = declareIdentity(definition, vendors);
  const lines = Object.entries(attributes).map(([name, { facts }]) => {
    const need = facts.presence === "required" ? "required" : "optional";
    return `- \`${toSnakeCase(name)}\` (String, ${need}) ${facts.doc}`;
  });
  return [
    "Terraform 1.12 and later can import by identity, with `identity = { … }` in an `import` block:",
    "",
    ...lines,
    "",
  ];
}

/** The import command by vendor; vendors with one form share a line. */
export function importSection(definition: NounDefinition, vendors: readonly VendorFacts[]): string {
  const byForm = new Map<string, string[]>();
  for (const { title, nouns } of vendors) {
    const noun = nouns[definition.type];
    if (noun === undefined) continue;
    for (const form of formsOf(definition, noun)) byForm.set(form, [...(byForm.get(form) ?? []), title]);
  }
  const lines = [...byForm].map(
    ([form, titles]) =>
      `terraform import access_${definition.type}.example ${importForm(form)}   # ${titles.join(", ")}`,
  );
  return ["## Import", "", "```shell", ...lines, "```", "", ...describeIdentity(definition, vendors)].join("\n");
}
