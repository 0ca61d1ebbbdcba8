import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "#cli/run.ts";
import manifest from "../../package.json" with { type: "json" };
import { reviewFormats } from "#review/formats/registry.gen.ts";

// Plans that the real Terraform 1.11.4 made (`record-plans.ts`), with the report of each in each form. A change of words is looked
// at here before it is accepted: `npx vitest run --project unit test/golden --update`.

const folder = join(import.meta.dirname, "plans");
const plans = readdirSync(folder).filter((file) => file.endsWith(".json"));
// The page is looked at in a browser; most of its file is its program.
const forms = reviewFormats.map(({ name }) => name).filter((name) => name !== "html");

async function review(file: string, format: string): Promise<string> {
  let out = "";
  let err = "";
  const io = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
  await run(["review", join(folder, file), "--format", format, "--location", "main.tf"], io);
  expect(err).toBe("");
  return out;
}

describe.each(plans)("the report of %s", (file) => {
  it.each(forms)("as %s is the one that was accepted, and has no secret", async (format) => {
    const report = await review(file, format);
    expect(report).not.toContain("canary-secret");
    const name = `${basename(file, ".json")}.${format}`;
    // Of this version, the next one says the same.
    await expect(report.replaceAll(manifest.version, "x.y.z")).toMatchFileSnapshot(join("reports", name));
  });
});

it("has plans with secrets in it, of each vendor, and of each verdict", async () => {
  const texts = plans.map((file) => readFileSync(join(folder, file), "utf8"));
  expect(texts.some((text) => text.includes("canary-secret"))).toBe(true);
  const verdicts = await Promise.all(
    plans.map(async (file) => {
      const { verdict } = JSON.parse(await review(file, "json")) as { readonly verdict: string };
      return verdict;
    }),
  );
  expect([...new Set(verdicts)].toSorted()).toEqual(["broadens", "narrows", "neither"]);
});
