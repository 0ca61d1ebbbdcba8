import type { NounFacts, VendorFacts } from "#access/model/vendors/facts.ts";
import type { NounDefinition } from "#access/model/nouns/own-attributes.ts";
import { snakeCase } from "#access/schema/names.ts";

function importForm(form: string): string {
  return form.replaceAll(/\{(.+?)\}/g, (_, name: string) => snakeCase(name).toUpperCase());
}

function formsOf(definition: NounDefinition, noun: NounFacts): readonly string[] {
  return noun.importForms ?? definition.importForms ?? [definition.importId.map((name) => `{${name}}`).join("/")];
}

function narrowings(definition: NounDefinition, { title }: VendorFacts, noun: NounFacts): readonly string[] {
  const rules = Object.entries(noun.attributes).flatMap(([name, { unsupported, isRequired, isImmutable }]) => [
    ...(unsupported === undefined ? [] : [`- \`${snakeCase(name)}\` is refused. ${unsupported}`]),
    ...(isRequired === true ? [`- \`${snakeCase(name)}\` is required.`] : []),
    ...(isImmutable === true ? [`- A change of \`${snakeCase(name)}\` makes a new one.`] : []),
  ]);
  const others = Object.entries(definition.owners ?? {}).filter(
    ([name, owner]) => owner !== title && definition.attributes[name]?.facts.presence !== "computed",
  );
  return [...rules, ...others.map(([name, owner]) => `- \`${snakeCase(name)}\` is refused: ${owner} alone has it.`)];
}

/** What each vendor makes of a noun, and the vendors that do not have it. */
export function vendorSection(definition: NounDefinition, vendors: readonly VendorFacts[]): string {
  const without = vendors.filter(({ nouns }) => nouns[definition.type] === undefined).map(({ title }) => title);
  const lines = vendors.flatMap((vendor) => {
    const noun = vendor.nouns[definition.type];
    if (noun === undefined) return [];
    const said = narrowings(definition, vendor, noun);
    return [`### ${vendor.title}`, "", ...(said.length === 0 ? ["All of it, as above."] : said), ""];
  });
  const absent = without.length === 0 ? [] : [`Not on ${without.join(", ")}: the plan refuses it there.`, ""];
  return ["## By vendor", "", ...lines, ...absent].join("\n");
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
  return ["## Import", "", "```shell", ...lines, "```", ""].join("\n");
}
