import { declareActions, type NounAction } from "#access/model/nouns/actions.ts";
import { declareList, findListErrors } from "#access/model/nouns/list-filters.ts";
import { spellNoun } from "#access/model/nouns/object-name.ts";
import type { NounDefinition } from "#access/model/nouns/own-attributes.ts";
import { providerName } from "#access/model/provider/address.ts";
import { findRotationObstacle } from "#access/model/vendors/rotation-obstacle.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { listDefaultImportForms, listFormAttributes } from "#access/schema/import-forms.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { listListableNouns } from "#terraform/provider/provider.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import type { GeneratedFile } from "../generate.ts";
import { schemaSection } from "../reference/schema-section.ts";
import { heading, page } from "./reference-pages.ts";

const vendors = Object.values(vendorFacts);

const untried =
  "Terraform 1.14 and later have this. It is tested with requests as Terraform sends them, and was not yet run under a real Terraform 1.14.\n";

function terraform(lines: readonly string[]): string {
  return ["## Example Usage", "", "```terraform", ...lines, "```", ""].join("\n");
}

function vendorSections(describe: (facts: VendorFacts) => readonly string[], type: string): string {
  const without = vendors.filter(({ nouns }) => nouns[type] === undefined).map(({ title }) => title);
  const sections = vendors
    .filter(({ nouns }) => nouns[type] !== undefined)
    .flatMap((facts) => {
      const lines = describe(facts);
      return lines.length === 0 ? [] : [`### ${facts.title}`, "", ...lines, ""];
    });
  const absent = without.length === 0 ? [] : [`Not supported on ${without.join(", ")}.`, ""];
  return sections.length + absent.length === 0 ? "" : ["## By vendor", "", ...sections, ...absent].join("\n");
}

function listExample(type: string, names: readonly string[]): readonly string[] {
  const [first] = names;
  const narrowed =
    first === undefined
      ? []
      : ["", "  config {", `    ${toSnakeCase(first)} = ${first === "includeExpired" ? "true" : '"…"'}`, "  }"];
  return [
    `list "${providerName}_${type}" "all" {`,
    `  provider = ${providerName}`,
    "}",
    "",
    `list "${providerName}_${type}" "some" {`,
    `  provider         = ${providerName}`,
    "  limit            = 500",
    "  include_resource = true",
    ...narrowed,
    "}",
  ];
}

function describeList(definition: NounDefinition, facts: VendorFacts): readonly string[] {
  const { unlisted } = facts.nouns[definition.type] ?? {};
  if (unlisted !== undefined) return [`- They cannot be listed. ${unlisted}`];
  const names = Object.keys(declareList(definition).attributes);
  return names.flatMap((name) =>
    findListErrors(definition, { [name]: "" }, facts).map(({ message, advice }) => `- ${message} ${advice}`),
  );
}

function listPage(definition: NounDefinition): GeneratedFile {
  const { type, summary, attributes } = declareList(definition);
  const full = `${providerName}_${type}`;
  return page(`list-resources/${type}`, [
    heading({ name: full, kind: "List Resource", summary }),
    untried,
    `In a file \`*.tfquery.hcl\`, for \`terraform query\`. The vendor's own objects, which nobody manages with code, are not in it. What the token may not read is a warning. \`terraform query -generate-config-out=FILE\` writes imports and configurations of [\`${full}\`](../resources/${type}.md), without secrets: where the vendor does not tell an argument that code must set, a warning names it.\n`,
    terraform(listExample(type, Object.keys(attributes))),
    schemaSection(attributes).replace("## Schema\n", "## Schema\n\nOf the block `config`:\n"),
    vendorSections((facts) => describeList(definition, facts), type),
  ]);
}

function actionExample({ noun, definition, finders }: NounAction): readonly string[] {
  const { rotation, seals, importId } = noun;
  const isRotation = rotation !== undefined && definition.attributes[rotation.overlap] !== undefined;
  const own = importId.filter((name) => finders.includes(name)).map(toSnakeCase);
  const given: readonly (readonly [string, string])[] = [
    ...own.map((name) => [name, `var.${name === "id" ? `${noun.type}_id` : name}`] as const),
    ...(isRotation && seals !== undefined
      ? [[toSnakeCase(seals.recipients), '["age1…"]'] as const, ["write_to", `"${noun.type}.age"`] as const]
      : []),
  ];
  const width = Math.max(...given.map(([name]) => name.length));
  return [
    `action "${providerName}_${definition.type}" "now" {`,
    "  config {",
    ...given.map(([name, value]) => `    ${name.padEnd(width)} = ${value}`),
    "  }",
    "}",
  ];
}

function describeFinders({ noun }: NounAction, { nouns }: VendorFacts): string {
  const forms = nouns[noun.type]?.importForms ?? listDefaultImportForms(noun);
  const ways = forms.map((form) =>
    listFormAttributes(form)
      .map((name) => `\`${toSnakeCase(name)}\``)
      .join(" and "),
  );
  return `- Found at once by ${[...new Set(ways)].join(", or by ")}.`;
}

function actionPage(action: NounAction): GeneratedFile {
  const { noun, definition } = action;
  const { type, summary, description = "", attributes } = definition;
  const isRotation = noun.rotation !== undefined && attributes[noun.rotation.overlap] !== undefined;
  const describe = (facts: VendorFacts): readonly string[] => {
    const obstacle = isRotation ? findRotationObstacle(noun, facts) : undefined;
    return obstacle === undefined ? [describeFinders(action, facts)] : [`- Not supported. ${obstacle}`];
  };
  return page(`actions/${type}`, [
    heading({ name: `${providerName}_${type}`, kind: "Action", summary }),
    untried,
    `${description}\n`,
    `Invoke it with \`terraform apply -invoke=action.${providerName}_${type}.now\`, or from a \`lifecycle\` of a resource. It tells what it does, and never a secret. Drift and \`latchkey keys\` show every ${spellNoun(noun.type)} with its id.\n`,
    terraform(actionExample(action)),
    schemaSection(attributes).replace("## Schema\n", "## Schema\n\nOf the block `config`:\n"),
    vendorSections(describe, noun.type),
  ]);
}

/** The pages of lists and actions, from the nouns and the vendors' facts. */
export async function generate(): Promise<readonly GeneratedFile[]> {
  const actions = nounDefinitions.flatMap((noun) => Object.values(declareActions(noun, vendors)));
  return [...listListableNouns().map(listPage), ...actions.map(actionPage)];
}
