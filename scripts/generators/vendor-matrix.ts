import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { listAttributesThat } from "#access/model/vendors/attribute-changes.ts";
import type { Source, VendorFacts } from "#access/model/vendors/facts.ts";
import type { NounDefinition } from "#access/model/nouns/own-attributes.ts";
import { dataSourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import type { GeneratedFile } from "../generate.ts";

const folder = join(import.meta.dirname, "..", "..", "test", "fixtures", "exercised");
const vendors = Object.values(vendorFacts);

/** What test/acceptance/vendor-matrix.test.ts saw. */
const exercised = z.object({
  nouns: z.record(z.string(), z.array(z.string())),
  lookUps: z.array(z.string()),
});
type Exercised = z.output<typeof exercised>;

const columns = ["create", "read", "update", "drift", "import", "delete"] as const;

const introduction = `# Vendor support

What was **tested** for each noun and vendor: the real Terraform applied the example of the noun's page through this provider,
against Latchkey's mock server of the vendor, and checked the result. No cell means that a vendor's own service was tested. An
empty cell means that no test covers it.

- **create**: the apply wrote to the vendor, and a plan after it that reads everything again is empty.
- **read**: that plan read from the vendor.
- **update**: a changed argument is updated in place, the vendor receives it, and the plan after it is empty. If a change of any
  argument that the vendor keeps creates a new one, the cell says so.
- **drift**: a plan from the state before the update shows what changed, and a plan from the state before the destroy shows that
  it is gone. Only tested if there was such a state, and if it was still the same thing after the update: a rotated key is a new
  one.
- **import**: removed from state and imported; the apply after that sends nothing to the vendor, and the plan is empty.
- **delete**: destroyed while what it belongs to still exists, and then no longer importable.
- **look-up**: a data source finds it.

**Known from** says what the vendor's side is based on. \`documented\`: the vendor's pages or its API description have the routes.
\`inferred\`: the routes follow from such a page. \`by analogy\`: the routes are Latchkey's own, modeled on those that the vendor
documents, and no server of the vendor is known to have them.

The rows come from test/fixtures/exercised, which records what a test run saw:
\`UPDATE_VENDORS=1 npx vitest run --project acceptance test/acceptance/vendor-matrix.test.ts\`, then \`npm run generate\`.
The same test fails if a run sees anything else.
`;

async function exercisedOf({ name }: VendorFacts): Promise<Exercised> {
  try {
    return exercised.parse(JSON.parse(await readFile(join(folder, `${name}.json`), "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { nouns: {}, lookUps: [] };
    throw error;
  }
}

const kinds: { readonly [K in Source["kind"]]: string } = {
  documented: "documented",
  inferred: "inferred",
  analogy: "by analogy",
};

function knownFrom(source: Source | undefined): string {
  return source === undefined ? "unknown" : `[${kinds[source.kind]}](${source.page})`;
}

/** Whether nothing that the vendor keeps can be changed in place. */
function isFixed(definition: NounDefinition, vendor: VendorFacts): boolean {
  const inPlace = listAttributesThat("inPlace", definition, vendor);
  return !inPlace.some((name) => definition.attributes[name]?.facts.isReadBack === true);
}

function cell(column: string, seen: readonly string[], isFixed: boolean): string {
  if (seen.includes(column)) return "yes";
  if (column === "import" && seen.includes("import with an update")) return "yes, then an update";
  return column === "update" && isFixed ? "creates a new one" : "";
}

function lookUp(type: string, { lookUps }: Exercised): string {
  const found = [type, `${type}s`].filter((name) => lookUps.includes(name));
  return found.map((name) => `[${name}](data-sources/${name}.md)`).join(", ");
}

type Vendors = readonly (readonly [VendorFacts, Exercised])[];

function sectionOf(definition: NounDefinition, all: Vendors): readonly string[] {
  const { type } = definition;
  const rows = all.flatMap(([vendor, seen]) => {
    const { title, nouns } = vendor;
    const noun = nouns[type];
    if (noun === undefined) return [];
    const cells = columns.map((column) => cell(column, seen.nouns[type] ?? [], isFixed(definition, vendor)));
    return [`| ${[title, ...cells, lookUp(type, seen), knownFrom(noun.source)].join(" | ")} |`];
  });
  const heads = ["", ...columns, "look-up", "known from"];
  const table = [`| ${heads.join(" | ")} |`, `|${" --- |".repeat(heads.length)}`, ...rows, ""];
  const absent = all.flatMap(([{ title, nouns, instead = {} }, seen]) => {
    if (nouns[type] !== undefined) return [];
    const found = lookUp(type, seen);
    return [`- Not supported on ${title}. ${instead[type] ?? ""}${found === "" ? "" : ` Looked up by ${found}.`}`];
  });
  const said = `The differences are on [its page](resources/${type}.md#by-vendor).`;
  return [`## access_${type}`, "", said, "", ...(rows.length === 0 ? [] : table), ...absent, ""];
}

/** Look-ups of what is no noun of the provider. */
function otherLookUps(all: Vendors): readonly string[] {
  const nouns = new Set(nounDefinitions.flatMap(({ type }) => [type, `${type}s`]));
  const types = dataSourceDefinitions.map(({ type }) => type).filter((type) => !nouns.has(type));
  const lines = types.map((type) => {
    const titles = all.filter(([, { lookUps }]) => lookUps.includes(type)).map(([{ title }]) => title);
    return `- [access_${type}](data-sources/${type}.md): ${titles.join(", ") || "not tested on any vendor"}.`;
  });
  return ["## Other look-ups", "", ...lines, ""];
}

/** What was tested for each vendor: `docs/vendors.md`. */
export async function generate(): Promise<readonly GeneratedFile[]> {
  const all = await Promise.all(vendors.map(async (facts) => [facts, await exercisedOf(facts)] as const));
  const sections = nounDefinitions.flatMap((definition) => sectionOf(definition, all));
  return [{ path: "docs/vendors.md", text: [introduction, ...sections, ...otherLookUps(all)].join("\n") }];
}
