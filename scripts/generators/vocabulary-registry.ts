import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import type { GeneratedFile } from "../generate.ts";

const folder = join(import.meta.dirname, "..", "..", "constructs", "vocabulary");

/** Lists the vocabularies: a file in constructs/vocabulary that is named after a vendor, and exports that name. */
export async function generate(): Promise<readonly GeneratedFile[]> {
  const present = await readdir(folder);
  const names = Object.keys(vendorFacts);
  const files = names.map((name) => `${name}.ts`).filter((file) => present.includes(file));
  if (files.length === 0) throw new Error("constructs/vocabulary has no vendor");
  const type = [
    "/** The vendors that there are, as `vendor` takes them. */",
    `export type VendorName = ${names.map((name) => JSON.stringify(name)).join(" | ")};`,
    "",
  ];
  return [
    {
      path: "constructs/vocabulary.gen.ts",
      text: files.map((file) => `export * from "./vocabulary/${file}";\n`).join(""),
    },
    { path: "constructs/vendor-name.gen.ts", text: type.join("\n") },
  ];
}
