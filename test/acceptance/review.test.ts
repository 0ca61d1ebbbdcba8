import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reviewFormats } from "#review/formats/registry.gen.ts";
import { type Bench, openBench } from "./support/access.ts";
import { ferryKey, writeFerry } from "./support/ferry.ts";
import { runCommand } from "#cli/testing/run-command.ts";

let bench: Bench;
const secrets: string[] = [];

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.close());

const configuration = (actions: readonly string[], more = ""): string => writeFerry(actions, ferryKey + more);

/** The plan that Terraform makes of a configuration, reviewed in one form. */
async function review(text: string, ...flags: readonly string[]) {
  await bench.workspace.write(text);
  await bench.workspace.must("plan", "-out", "review.plan");
  const json = await bench.workspace.must("show", "-json", "review.plan");
  secrets.push(...[...json.matchAll(/"secret":"([^"]{20,})"/g)].map(([, secret]) => secret ?? ""));
  const file = join(bench.workspace.folder, "review.json");
  await writeFile(file, json);
  return runCommand(["review", file, ...flags]);
}

describe("the review of a real plan", () => {
  it("of a first apply says who comes to what, as far as the plan knows", async () => {
    const { code, out, err } = await review(configuration(["read"]), "--format", "json");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(JSON.parse(out)).toMatchObject({
      verdict: "broadens",
      complete: true,
      changes: [{ subject: { name: "ferry" }, isNew: true, gains: [{ rights: [{ text: "read dashboard" }] }] }],
      credentials: [{ kind: "keyMade", name: "ferry-key" }],
    });
  });

  it("of a wider role says so, and names its holder", async () => {
    await bench.workspace.apply(configuration(["read"]));
    const { code, out } = await review(configuration(["read", "update"]), "--fail-on", "warning");
    expect(code).toBe(1);
    expect(out).toContain("Broadens access: 1 subject gains 1 right");
    expect(out).toContain("Role ferry-role newly permits update dashboard: held by ferry, as far as these files say.");
  });

  it("of a plan that changes nothing says that", async () => {
    const { code, out } = await review(configuration(["read"]), "--fail-on", "broadening");
    expect(code).toBe(0);
    expect(out).toContain("Changes nobody's access");
  });

  it("of an account that the code forgets says that its access stays", async () => {
    const removed = "removed {\n  from = access_key.ferry\n  lifecycle {\n    destroy = false\n  }\n}\n";
    const kept = configuration(["read"]).replace(/resource "access_key"[^}]+\}\n/, "");
    const { out } = await review(kept + removed);
    expect(out).toContain("warning LK308 left-behind");
    expect(out).not.toContain("LK304");
  });

  it("of a destroyed key says that it works no more", async () => {
    const kept = configuration(["read"]).replace(/resource "access_key"[^}]+\}\n/, "");
    expect((await review(kept)).out).toContain("warning LK304 keys-die");
  });

  it("holds no secret, in any form", async () => {
    const outputs: string[] = [];
    for (const { name } of reviewFormats) {
      outputs.push((await review(configuration(["read", "update"]), "--format", name)).out);
    }
    expect(secrets.length).toBeGreaterThan(0);
    for (const secret of secrets) expect(outputs.join("\n")).not.toContain(secret);
  });
});
