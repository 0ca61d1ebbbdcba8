import { providerName, providerSource } from "#access/model/provider/address.ts";
import { providerSettings, providerSummary } from "#access/model/provider/settings.ts";
import type { EphemeralNoun } from "#access/model/nouns/ephemeral-noun.ts";
import type { NounDefinition } from "#access/model/nouns/own-attributes.ts";
import { dataSourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import { functions } from "#terraform/provider/functions.gen.ts";
import type { DataSourceDefinition } from "#access/schema/definition.ts";
import type { FunctionDefinition } from "#access/schema/function.ts";
import { ephemeralDefinitions, nounDefinitions } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { loadVendor } from "#vendors/registry.gen.ts";
import type { GeneratedFile } from "../generate.ts";
import { ephemeralSection } from "../reference/ephemeral-section.ts";
import { exampleSection } from "../reference/examples.ts";
import { schemaSection, typeName } from "../reference/schema-section.ts";
import { importSection, vendorSection } from "../reference/vendor-section.ts";

const vendors = Object.values(vendorFacts);

interface Heading {
  readonly name: string;
  readonly kind: string;
  readonly summary: string;
}

/** What Terraform's registry reads at the top of a page. */
export function heading({ name, kind, summary }: Heading): string {
  const title = `${name} ${kind} - ${providerSource}`;
  const front = ["---", `page_title: "${title}"`, 'subcategory: ""', "description: |-", `  ${summary}`, "---"];
  return [...front, "", `# ${name} (${kind})`, "", summary, ""].join("\n");
}

export function page(path: string, parts: readonly string[]): GeneratedFile {
  return { path: `docs/${path}.md`, text: parts.filter((part) => part !== "").join("\n") };
}

async function resourcePage(definition: NounDefinition): Promise<GeneratedFile> {
  const { type, summary, description = "", attributes } = definition;
  return page(`resources/${type}`, [
    heading({ name: `${providerName}_${type}`, kind: "Resource", summary }),
    description === "" ? "" : `${description}\n`,
    await exampleSection(`resources/${type}`, vendors),
    schemaSection(attributes, definition),
    vendorSection(definition, vendors),
    importSection(definition, vendors),
  ]);
}

async function titlesWith(type: string): Promise<readonly string[]> {
  const loaded = await Promise.all(Object.values(loadVendor).map((load) => load()));
  return loaded.filter(({ dataSources }) => dataSources[type] !== undefined).map(({ facts }) => facts.title);
}

async function dataSourcePage({
  type,
  summary,
  description = "",
  attributes,
}: DataSourceDefinition): Promise<GeneratedFile> {
  return page(`data-sources/${type}`, [
    heading({ name: `${providerName}_${type}`, kind: "Data Source", summary }),
    description === "" ? "" : `${description}\n`,
    `Vendors: ${(await titlesWith(type)).join(", ") || "none yet"}.\n`,
    await exampleSection(`data-sources/${type}`, vendors),
    schemaSection(attributes),
  ]);
}

async function ephemeralPage(definition: EphemeralNoun): Promise<GeneratedFile> {
  const { type, summary, description = "", attributes } = definition;
  return page(`ephemeral-resources/${type}`, [
    heading({ name: `${providerName}_${type}`, kind: "Ephemeral Resource", summary }),
    description === "" ? "" : `${description}\n`,
    await exampleSection(`ephemeral-resources/${type}`, vendors),
    schemaSection(attributes),
    ephemeralSection(definition, vendors),
  ]);
}

async function functionPage({ name, summary, description = "", parameters, returns }: FunctionDefinition) {
  const entries = Object.entries(parameters);
  const signature = `${name}(${entries.map(([at, { type }]) => `${at} ${typeName(type).toLowerCase()}`).join(", ")}) ${typeName(returns.type).toLowerCase()}`;
  const lines = entries.map(([at, { type, doc }], index) => `${index + 1}. \`${at}\` (${typeName(type)}) ${doc}`);
  return page(`functions/${name}`, [
    heading({ name, kind: "Function", summary }),
    description === "" ? "" : `${description}\n`,
    await exampleSection(`functions/${name}`, vendors),
    ["## Signature", "", "```text", signature, "```", "", "## Arguments", "", ...lines, ""].join("\n"),
  ]);
}

/** The variables of all vendors, and what a block does without them. */
function environmentSection(): string {
  const rows = vendors.map(({ title, connection: { tokenVariable, endpointVariable, defaultEndpoint } }) => {
    const otherwise = defaultEndpoint === undefined ? "none: it must be set" : defaultEndpoint;
    return `| ${title} | \`${tokenVariable}\` | \`${endpointVariable}\` | ${otherwise} |`;
  });
  return [
    "## Environment Variables",
    "",
    "An argument wins over the vendor's own variable, which wins over `ACCESS_TOKEN` and `ACCESS_ENDPOINT`. `ACCESS_VENDOR` is used if `vendor` is not set.",
    "",
    "| vendor | token | endpoint | default endpoint |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
    "The provider keeps what Node has compiled of it in `~/.cache/latchkey/code` (macOS: `~/Library/Caches/latchkey/code`), so that the next start takes less time. It holds code only, no data. `LATCHKEY_CODE_CACHE` names another folder by its absolute path; `off`, or a relative path, keeps nothing.",
    "",
    "If `NODE_EXTRA_CA_CERTS` is set, Node 20 reads all certificates at each start: 40 to 60 ms, three times for each plan. Node 22 and later read them when they are needed, and `ca_file` of the provider block is read only when a vendor is asked.",
    "",
  ].join("\n");
}

/** The pages of Terraform's registry, from the definitions and the vendors' facts. */
export async function generate(): Promise<readonly GeneratedFile[]> {
  const index = page("index", [
    heading({ name: providerName, kind: "Provider", summary: providerSummary }),
    await exampleSection("provider", vendors),
    schemaSection(providerSettings),
    environmentSection(),
  ]);
  const pages = [
    ...nounDefinitions.map(resourcePage),
    ...dataSourceDefinitions.map(dataSourcePage),
    ...ephemeralDefinitions.map(ephemeralPage),
    ...functions.map(({ definition }) => functionPage(definition)),
  ];
  return [index, ...(await Promise.all(pages))];
}
