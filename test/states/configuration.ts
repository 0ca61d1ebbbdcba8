import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { headerOf } from "../acceptance/support/access.ts";
import { root } from "../laws/repository.ts";

/** An example whose names are its noun's own, so that the examples of all nouns fit into one configuration. */
function renameBlocks(example: string, noun: string): string {
  const separate = noun.replaceAll("_", "-");
  return example
    .replaceAll(/^((?:data|resource) "access_\w+") "(\w+)"/gm, `$1 "${noun}_$2"`)
    .replaceAll(/\b(access_\w+)\.(?=\w+\.)/g, `$1.${noun}_`)
    .replaceAll(/^output "(\w+)"/gm, `output "${noun}_$1"`)
    .replaceAll(/^resource [\s\S]*?^\}/gm, (block) => block.replace(/^( {2}name\s+= ".*)"$/m, `$1-${separate}"`));
}

/** A configuration with everything that a vendor has: the example of each noun. */
export function writeEverything({ name, nouns }: VendorFacts): string {
  const examples = Object.keys(nouns)
    .toSorted()
    .map((noun) => {
      const path = join(root, "examples", "terraform", "resources", noun, `${name}.tf`);
      return renameBlocks(readFileSync(path, "utf8"), noun);
    });
  return [headerOf(name).trimStart(), ...examples].join("\n");
}
