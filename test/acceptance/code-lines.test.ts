import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { placeProvider } from "#constructs/delivery/provider-mirror.ts";
import { parseStackCode } from "#review/code/read-stack-code.ts";
import type { StackCode } from "#review/code/stack-code.ts";
import { Workspace } from "#terraform/plugin/testing/workspace.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { type ExampleFiles, synthesizeFiles } from "../support/example-app.ts";
import { runCommand } from "#cli/testing/run-command.ts";

const root = join(import.meta.dirname, "..", "..");
const example = "one-team-everywhere";
const main = `examples/${example}/main.ts`;
const seed = {
  bigeye: { workspaces: [{ name: "Orders" }] },
  arize: { organizations: [{ name: "acme", spaces: [{ name: "Recommendations" }] }] },
};

let mock: Mock;
let workspace: Workspace;
let files: ExampleFiles;
let code: StackCode;

beforeAll(async () => {
  mock = await startMock({ seed });
  const environment: Record<string, string> = {};
  for (const [name, { url, token }] of Object.entries(mock.vendors)) {
    const { endpointVariable = "", tokenVariable = "" } = vendorFacts[name]?.connection ?? {};
    Object.assign(environment, { [endpointVariable]: url, [tokenVariable]: token });
  }
  workspace = await Workspace.open(environment);
  placeProvider({ stackFolder: workspace.folder, package: findBundledProvider(import.meta.dirname) });
  files = await synthesizeFiles(example);
  code = parseStackCode(files.code);
  await workspace.writeText("cdk.tf.json", files.stack);
  await workspace.writeText("latchkey.json", files.code);
  await workspace.must("init", "-no-color");
});

afterAll(async () => {
  await workspace.close();
  await mock.stop();
});

function readLine(line: number | null): string {
  return readFileSync(join(root, main), "utf8").split("\n")[(line ?? 0) - 1] ?? "";
}

const blocks = z.object({
  resource: z.record(z.string(), z.record(z.string(), z.unknown())),
  data: z.record(z.string(), z.record(z.string(), z.unknown())),
});

describe("the code of a synthesized example", () => {
  it("is known for each block, by the line of the TypeScript, relative to the repository", () => {
    const { resource, data } = blocks.parse(JSON.parse(files.stack));
    const list = (part: typeof resource, prefix: string): readonly string[] =>
      Object.entries(part).flatMap(([type, all]) => Object.keys(all).map((name) => `${prefix}${type}.${name}`));
    const addresses = [...list(resource, ""), ...list(data, "data.")];
    expect([...code.places.keys()].toSorted()).toEqual(addresses.toSorted());
    expect(addresses.length).toBeGreaterThan(10);
    for (const [address, { file, line }] of code.places) {
      expect(file, address).toBe(main);
      expect(readLine(line), address).toMatch(/new |fromName\(/);
    }
    expect(files.code).not.toContain(root);
  });

  it("is not in cdk.tf.json, which stays the same when a line moves and of which CDKTF reports a part", () => {
    expect(files.stack).not.toContain("main.ts");
  });

  it("does not disturb Terraform, and is in the review of its plan", async () => {
    await workspace.must("validate", "-no-color");
    await workspace.must("plan", "-no-color", "-input=false", "-out=code.plan");
    await workspace.writeText("plan.json", await workspace.must("show", "-json", "code.plan"));
    const plan = join(workspace.folder, "plan.json");
    const args = ["review", plan, "--synth", workspace.folder, "--format", "json"];
    const { out } = await runCommand(args);
    const told = z.object({ address: z.string(), file: z.string(), line: z.number(), constructPath: z.string() });
    const { findings } = z.object({ findings: z.array(told) }).parse(JSON.parse(out));
    expect(findings.length).toBeGreaterThan(3);
    for (const { file, line, constructPath } of findings) {
      expect(file).toBe(main);
      expect(readLine(line)).toContain("new ");
      expect(constructPath).toMatch(/^one-team-everywhere\//);
    }
  });
});
