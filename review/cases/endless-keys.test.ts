import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { writePlan } from "../testing/plan-case.ts";
import { runCommand } from "#cli/testing/run-command.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-endless-"));
});

afterAll(() => rm(folder, { recursive: true }));

/** What is found about a new key, by code. */
async function reviewKey(vendor: string, values: object): Promise<ReadonlyMap<string, string>> {
  const key = { noun: "key", name: "ferry", after: { service_account_id: "7", ...values }, unknown: ["id", "secret"] };
  const file = join(folder, "plan.json");
  await writeFile(file, writePlan(vendor, [key]));
  const { out } = await runCommand(["review", file, "--format", "json"]);
  const { findings } = JSON.parse(out) as { findings: readonly { readonly code: string; readonly fix: string }[] };
  return new Map(findings.map(({ code, fix }) => [code, fix]));
}

describe.each(Object.values(vendorFacts))("a key of $title without an end", ({ name, nouns }) => {
  const endless = nouns["key"]?.attributes["expiresAt"]?.unsupported;

  it("is found, with advice that can be followed", async () => {
    const fix = (await reviewKey(name, {})).get("LK201");
    expect(fix).toContain(endless ?? "Set `expires_at`");
  });

  it("is found if it is rotated too, but where no key can end", async () => {
    expect((await reviewKey(name, { rotate_after: "90d" })).has("LK201")).toBe(endless === undefined);
  });
});
