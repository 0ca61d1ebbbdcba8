import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reviewFormats } from "#review/formats/registry.gen.ts";
import { createChange, createPlan } from "#review/testing/documents.ts";
import { runCommand } from "../testing/run-command.ts";

let folder = "";

const account = createChange("ferry", ["no-op"], { noun: "service_account", values: { id: "a-1", role_ids: [] } });
const values = { id: "k-1", service_account_id: "a-1", expires_at: null };
const plan = createPlan(
  [account, createChange("ferry", ["create"], { noun: "key", values })],
  [{ key: "access", vendor: "signoz" }],
);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-policy-"));
  await writeFile(join(folder, "plan.json"), JSON.stringify({ ...plan, timestamp: "2030-01-01T00:00:00Z" }));
});

afterAll(() => rm(folder, { recursive: true }));

async function review(files: { readonly [option: string]: object | string }, ...args: readonly string[]) {
  const options: string[] = [];
  for (const [option, content] of Object.entries(files)) {
    const file = join(folder, `${option}.json`);
    await writeFile(file, typeof content === "string" ? content : JSON.stringify(content));
    options.push(`--${option}`, file);
  }
  return runCommand(["review", join(folder, "plan.json"), ...options, ...args]);
}

describe("latchkey review --policy", () => {
  it("decides what makes the exit code 1", async () => {
    expect((await review({})).code).toBe(1);
    expect((await review({ policy: { severities: { LK201: "warning" } } })).code).toBe(0);
    expect((await review({ policy: { severities: { LK201: "warning" } } }, "--fail-on", "warning")).code).toBe(1);
  });

  it.each(reviewFormats.map(({ name }) => name))("that turns off an error is named as %s", async (format) => {
    const { code, out } = await review({ policy: { severities: { LK201: "off" } } }, "--format", format);
    expect(code).toBe(0);
    expect(out).toContain("LK809");
    expect(out).not.toMatch(/key ferry never ends/);
  });

  it("that a change loosens does not count against that of its target branch", async () => {
    const off = { severities: { LK201: "off" } };
    const { code, out } = await review({ policy: off, "base-policy": {} });
    expect(code).toBe(1);
    expect(out).toContain("warning LK808 policy-loosened");
    expect(out).toContain("`severities` sets LK201 to off: the target branch's setting holds.");
    expect((await review({ policy: off, "base-policy": off })).code).toBe(0);
  });

  it("that a change takes away holds", async () => {
    const { out } = await review({ "base-policy": { keyLifetimeDays: 90 } });
    expect(out).toContain("`keyLifetimeDays` goes from 90 days to nothing");
  });

  it.each([
    { option: "policy", content: "{", says: "is not JSON" },
    { option: "base-policy", content: '{"deployer":1}', says: "`deployer` is missing, or not of its kind" },
    { option: "policy", content: '{"severities":{"LK999":"off"}}', says: "there is no such finding" },
  ])("fails for --$option $content in one sentence", async ({ option, content, says }) => {
    const { code, out, err } = await review({ [option]: content });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(says);
    expect(err.trim().split("\n")).toHaveLength(1);
  });

  it("fails for a file that is not there", async () => {
    expect((await review({}, "--policy", join(folder, "nowhere.json"))).code).toBe(2);
  });
});
