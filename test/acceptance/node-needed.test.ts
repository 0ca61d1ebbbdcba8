import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { placeProvider } from "#constructs/delivery/provider-mirror.ts";
import { Workspace } from "#terraform/plugin/testing/workspace.ts";
import { header } from "./support/access.ts";

const built = findBundledProvider(import.meta.dirname);

/** Makes Node say that it is another version, before the file that is run. */
const olderNode = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.8" } });';

/** What Terraform says of the bundled provider in this environment. */
async function plan(environment: Readonly<Record<string, string>>): Promise<string> {
  const workspace = await Workspace.open(environment);
  try {
    writeFileSync(join(workspace.folder, "older-node.cjs"), olderNode);
    placeProvider({ stackFolder: workspace.folder, package: built });
    await workspace.write(header.replace('"latchkey/access"', `"latchkey/access", version = "= ${built.version}"`));
    await workspace.must("init", "-no-color");
    return await workspace.mustFail("plan", "-no-color");
  } finally {
    await workspace.close();
  }
}

describe("Terraform shows which Node the provider needs", () => {
  it("where there is none", async () => {
    // Only the shell's own folder is there, and Terraform.
    const bin = mkdtempSync(join(tmpdir(), "no-node-"));
    const terraform = execFileSync("sh", ["-c", "command -v terraform"], { encoding: "utf8" }).trim();
    symlinkSync(realpathSync(terraform), join(bin, "terraform"));
    onTestFinished(() => rmSync(bin, { recursive: true }));
    expect(await plan({ PATH: bin })).toMatch(
      /Latchkey needs Node\.js 20\.19 or later, and there is no node on the PATH that Terraform was started with/,
    );
  });

  it("where it is too old", async () => {
    expect(await plan({ NODE_OPTIONS: "--require ./older-node.cjs" })).toMatch(
      /Latchkey needs Node\.js 20\.19 or later\. This is Node\.js 18\.20\.8/,
    );
  });
});
