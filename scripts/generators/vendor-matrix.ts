import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import type { NounFacts, Source, VendorFacts } from "#access/model/vendors/facts.ts";
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

const introduction = `# What works where

Of each vendor's nouns, what was **seen to work**: the real Terraform applied the example of the noun's page through this
provider, against Latchkey's mock server of the vendor, and looked at what came of it. No cell says that a vendor's own
service was asked. An empty cell: no test has seen it.

- **create**: the apply wrote to the vendor, and a plan after it that reads everything again is empty.
- **read**: that plan asked the vendor.
- **update**: a changed argument is updated in place, the vendor is told, and the plan after it is empty. Where every
  argument that the vendor keeps makes a new one when it changes, the cell says so.
- **drift**: a plan from a state of before the update shows what changed, and one of before the destroy that it is gone;
  where there was such a thing, and after the update it was still the same thing: a rotated key is another.
- **import**: taken out of state and imported; the apply after that tells the vendor nothing, and the plan is empty.
- **delete**: destroyed while what it belongs to is still there, it cannot be imported any more.
- **look-up**: a data source finds it.

**Known from** says what the vendor's side was built from: \`documented\`, the vendor's pages or its API's description have
the routes; \`inferred\`, they follow from such a page; \`by analogy\`, the routes are Latchkey's own, in the manner of those
that the vendor documents, and no server of the vendor is known to have them.

A vendor's row is what test/fixtures/exercised has of it, which is what a run saw:
\`UPDATE_VENDORS=1 npx vitest run --project acceptance test/acceptance/vendor-matrix.test.ts\`, then \`npm run generate\`.
The same test fails where a run sees anything else.
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
  return source === undefined ? "not said" : `[${kinds[source.kind]}](${source.page})`;
}

/** Whether nothing that the vendor keeps can be changed in place. */
function isFixed({ attributes }: NounDefinition, noun: NounFacts): boolean {
  return Object.entries(attributes).every(([name, { facts }]) => {
    const rule = noun.attributes[name];
    const isKept = facts.presence !== "computed" && facts.isReadBack && rule?.unsupported === undefined;
    return !isKept || facts.replaces || rule?.isImmutable === true;
  });
}

function cell(column: string, seen: readonly string[], isFixed: boolean): string {
  if (seen.includes(column)) return "yes";
  if (column === "import" && seen.includes("import with an update")) return "yes, then an update";
  return column === "update" && isFixed ? "makes a new one" : "";
}

function lookUp(type: string, { lookUps }: Exercised): string {
  const found = [type, `${type}s`].filter((name) => lookUps.includes(name));
  return found.map((name) => `[${name}](data-sources/${name}.md)`).join(", ");
}

type Vendors = readonly (readonly [VendorFacts, Exercised])[];

function sectionOf(definition: NounDefinition, all: Vendors): readonly string[] {
  const { type } = definition;
  const rows = all.flatMap(([{ title, nouns }, seen]) => {
    const noun = nouns[type];
    if (noun === undefined) return [];
    const cells = columns.map((column) => cell(column, seen.nouns[type] ?? [], isFixed(definition, noun)));
    return [`| ${[title, ...cells, lookUp(type, seen), knownFrom(noun.source)].join(" | ")} |`];
  });
  const heads = ["", ...columns, "look-up", "known from"];
  const table = [`| ${heads.join(" | ")} |`, `|${" --- |".repeat(heads.length)}`, ...rows, ""];
  const absent = all.flatMap(([{ title, nouns, instead = {} }, seen]) => {
    if (nouns[type] !== undefined) return [];
    const found = lookUp(type, seen);
    return [`- Not on ${title}. ${instead[type] ?? ""}${found === "" ? "" : ` Looked up by ${found}.`}`];
  });
  const said = `What differs is on [its page](resources/${type}.md#by-vendor).`;
  return [`## access_${type}`, "", said, "", ...(rows.length === 0 ? [] : table), ...absent, ""];
}

/** Look-ups of what is no noun of the provider. */
function otherLookUps(all: Vendors): readonly string[] {
  const nouns = new Set(nounDefinitions.flatMap(({ type }) => [type, `${type}s`]));
  const types = dataSourceDefinitions.map(({ type }) => type).filter((type) => !nouns.has(type));
  const lines = types.map((type) => {
    const titles = all.filter(([, { lookUps }]) => lookUps.includes(type)).map(([{ title }]) => title);
    return `- [access_${type}](data-sources/${type}.md): ${titles.join(", ") || "seen on no vendor yet"}.`;
  });
  return ["## Other look-ups", "", ...lines, ""];
}

/** What each vendor is seen to do: `docs/vendors.md`. */
export async function generate(): Promise<readonly GeneratedFile[]> {
  const all = await Promise.all(vendors.map(async (facts) => [facts, await exercisedOf(facts)] as const));
  const sections = nounDefinitions.flatMap((definition) => sectionOf(definition, all));
  return [{ path: "docs/vendors.md", text: [introduction, ...sections, ...otherLookUps(all)].join("\n") }];
}
