import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const folder = join(import.meta.dirname, "..", "fixtures", "vendors");

/** What a file of `test/fixtures/vendors` holds, JSON or YAML. */
export function readVendorFile(file: string): unknown {
  return parse(readFileSync(join(folder, file), "utf8"));
}
