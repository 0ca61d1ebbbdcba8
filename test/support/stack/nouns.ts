import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { nounDefinitions } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { parseConfiguration } from "./configuration.ts";

const root = join(import.meta.dirname, "..", "..", "..");

/** One noun as one vendor has it, with the reference page's example. */
export interface ServedNoun {
  readonly vendor: string;
  readonly type: string;
  readonly example: string;
  /** The example's resource of the noun. */
  readonly address: string;
  /** Whether it only connects others: it has ids of others and no name of its own. */
  readonly isRelation: boolean;
}

const relations = new Set(
  nounDefinitions
    .filter(({ attributes }) => {
      const ids = Object.keys(attributes).filter((name) => name.endsWith("Id"));
      const hasSecret = Object.values(attributes).some(({ facts }) => facts.isSecret);
      return ids.length > 1 && !hasSecret && !("name" in attributes);
    })
    .map(({ type }) => type),
);

/** Every noun of every vendor. A noun without an example is an error, so that a new one cannot be left out. */
export const servedNouns: readonly ServedNoun[] = Object.values(vendorFacts).flatMap(({ name: vendor, nouns }) =>
  Object.keys(nouns).map((type) => {
    const path = join(root, "examples", "terraform", "resources", type, `${vendor}.tf`);
    if (!existsSync(path)) throw new Error(`${path} is missing`);
    const example = readFileSync(path, "utf8");
    const own = parseConfiguration(example).find((block) => block.kind === "resource" && block.type === type);
    const address = own?.address ?? "";
    return { vendor, type, example, address, isRelation: relations.has(type) };
  }),
);

export function readSeed(vendor: string): unknown {
  const path = join(root, "test", "fixtures", "examples", `${vendor}.json`);
  return { [vendor]: JSON.parse(readFileSync(path, "utf8")) as unknown };
}

/** What all vendors that serve something hold at first. */
export function readSeeds(): unknown {
  const vendors = [...new Set(servedNouns.map(({ vendor }) => vendor))];
  return Object.assign({}, ...vendors.map(readSeed)) as unknown;
}
