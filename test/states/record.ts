// `npx tsx test/states/record.ts`: has the real Terraform make the states of this version, with everything that each vendor has,
// against the mock. They are made once for a release: what users have is what is in them.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { findPackage } from "#constructs/delivery/package-folder.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { openVendorBench } from "../acceptance/support/access.ts";
import { root } from "../laws/repository.ts";
import { writeEverything } from "./configuration.ts";
import { recordedAt, writeStoredState } from "./stored-states.ts";

const { version } = findPackage(root);
const tagged = execFileSync("git", ["tag", "--list", `v${version}`], { cwd: root, encoding: "utf8" }).trim();
if (tagged !== "")
  throw new Error(`${version} is released: its states are never made again. Record the next version's.`);

for (const facts of Object.values(vendorFacts)) {
  const { name } = facts;
  const seed: unknown = JSON.parse(readFileSync(join(root, "test", "fixtures", "examples", `${name}.json`), "utf8"));
  const bench = await openVendorBench(name, { seed: { [name]: seed }, now: () => recordedAt });
  try {
    await bench.mock.clock.set(recordedAt);
    const configuration = writeEverything(facts);
    await bench.workspace.apply(configuration);
    const state = await readFile(join(bench.workspace.folder, "terraform.tfstate"), "utf8");
    writeStoredState(version, name, { configuration, state, world: await bench.mock.snapshot() });
    console.log(`test/fixtures/states/${version}/${name}.tfstate`);
  } finally {
    await bench.close();
  }
}
