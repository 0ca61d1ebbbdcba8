import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bench, header, openBench } from "./support/access.ts";

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.close());

const configuration = `${header}
resource "access_service_account" "whimbrel" {
  name = "whimbrel"
}
resource "access_key" "whimbrel" {
  service_account_id = access_service_account.whimbrel.id
  name               = "whimbrel-key"
}
`;

const stateFile = () => join(bench.workspace.folder, "terraform.tfstate");

// Terraform stores identities from 1.12 on. This one must not notice that the provider has them.
describe("a Terraform without identities", () => {
  it("applies, refreshes and imports in silence, and stores none", async () => {
    await bench.workspace.write(configuration);
    const applied = await bench.workspace.must("apply", "-no-color", "-input=false", "-auto-approve");
    expect(applied).toContain("2 added");
    const { output } = await bench.workspace.run("plan", "-no-color", "-input=false", "-detailed-exitcode");
    expect(output).toContain("No changes");
    const id = String((await bench.workspace.state())["access_service_account.whimbrel"]?.["id"]);
    await bench.workspace.must("state", "rm", "access_service_account.whimbrel");
    const imported = await bench.workspace.must("import", "-no-color", "access_service_account.whimbrel", id);
    expect(imported).toContain("Import successful");
    for (const text of [applied, output, imported]) expect(text).not.toMatch(/identity|Warning|panic/);
    expect(await readFile(stateFile(), "utf8")).not.toContain("identity");
  });

  it("works with a state that a later one wrote, which has identities", async () => {
    interface Stored {
      resources: { type: string; instances: { attributes: { id: string }; [name: string]: unknown }[] }[];
    }
    const state = JSON.parse(await readFile(stateFile(), "utf8")) as Stored;
    // Synthetic: as Terraform 1.12 writes it.
    for (const instance of state.resources.flatMap(({ instances }) => instances)) {
      instance["identity_schema_version"] = 0;
      instance["identity"] = { vendor: "signoz", endpoint: bench.url, id: instance.attributes.id };
    }
    await bench.workspace.writeText("terraform.tfstate", JSON.stringify(state));
    expect(await bench.workspace.plan()).toStrictEqual({});
    await bench.workspace.must("destroy", "-no-color", "-input=false", "-auto-approve");
    await rm(stateFile());
  });
});
