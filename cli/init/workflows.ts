import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import type { ProjectFile } from "./project.ts";

/** Where a CI system looks for its files, and what they are called there. */
const systems: { readonly [system: string]: (name: string) => string } = {
  github: (name) => `.github/workflows/access-${name}`,
  gitlab: (name) => (name === "access.yml" ? ".gitlab-ci.yml" : name),
};

/** The CI systems that have examples. */
export const ciSystems = Object.keys(systems);

/** Files of decisions that the jobs read, and that decide nothing yet. */
const decisions: readonly ProjectFile[] = [
  { path: "access.waivers.json", text: '{ "waivers": [] }\n' },
  { path: "access.assert.json", text: '{ "assertions": [] }\n' },
  { path: "access.ignore.json", text: '{ "ignore": [] }\n' },
];

/** What asks for a complete report: no job may ask what its vendor never gives. */
const demands = [/^ *require-complete: true\n/gm, / --require-complete\b/g];

/** How an example becomes part of another file: of a new project it is that file. */
const inclusion = /^# include: .*? in \.gitlab-ci\.yml\. /;

/** The examples are about one vendor: its name and its variables become those of another. */
function translate(text: string, { name, connection, neverWhole }: VendorFacts): string {
  let translated = text;
  if (neverWhole !== undefined) for (const demand of demands) translated = translated.replaceAll(demand, "");
  for (const other of Object.values(vendorFacts)) {
    translated = translated
      .replaceAll(other.connection.endpointVariable, connection.endpointVariable)
      .replaceAll(other.connection.tokenVariable, connection.tokenVariable)
      .replaceAll(new RegExp(`\\b${other.name}\\b`, "g"), name);
  }
  return translated;
}

/** The jobs that review, deploy and look for drift, and the files that they read. @param examples the folder of examples */
export function listWorkflows(system: string, facts: VendorFacts, examples: string): readonly ProjectFile[] {
  const place = systems[system];
  if (place === undefined) return [];
  const folder = join(examples, "ci", system);
  const names = readdirSync(folder).filter((name) => name.endsWith(".yml"));
  const jobs = names.map((name) => {
    const text = readFileSync(join(folder, name), "utf8").replace(inclusion, "# ");
    return { path: place(name), text: translate(text, facts) };
  });
  return [...jobs, ...decisions];
}
