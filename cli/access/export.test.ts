import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createChange, createPlan } from "#review/testing/documents.ts";
import { runCommand } from "../testing/run-command.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-export-"));
});

afterAll(() => rm(folder, { recursive: true }));

const role = { id: "r-1", permissions: [{ action: "read", resource: "dashboard", selectors: null }] };
const account = { id: "a-1", role_ids: ["r-1"] };
const canary = "canary-4711";
const key = { id: "k-1", service_account_id: "a-1", secret: canary, retiring: [] };
const plan = createPlan(
  [
    createChange("reader", ["no-op"], { values: role }),
    createChange("ferry", ["create"], { noun: "service_account", values: account }),
    createChange("nightly", ["no-op"], { noun: "key", values: key }),
  ],
  [{ key: "access", vendor: "signoz" }],
);
const state = {
  version: 4,
  lineage: "7f0e",
  resources: [
    {
      mode: "managed",
      type: "access_role",
      name: "reader",
      provider: 'provider["registry.terraform.io/latchkey/access"]',
      instances: [{ schema_version: 0, attributes: { ...role, name: "reader" } }],
    },
    { mode: "managed", type: "access_new", name: "x", provider: 'provider["latchkey/access"]', instances: [{}] },
  ],
};

async function review(document: object, ...flags: readonly string[]) {
  const file = join(folder, "document.json");
  await writeFile(file, JSON.stringify(document));
  return runCommand(["review", file, ...flags]);
}

describe("latchkey review --export", () => {
  it.each([
    { form: "csv", has: /^SigNoz,,ferry,account,a-1,permission,read,dashboard,\*,,role reader,,yes,/m },
    { form: "openfga", has: /^ {2}- user: "service_account:signoz\/access\/id\/a-1"$/m },
    { form: "cedar", has: /permit \(/ },
  ])("$form: writes who may do what after a plan, and nothing else", async ({ form, has }) => {
    const { code, out, err } = await review(plan, "--export", form);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(has);
    expect(out).not.toContain(canary);
  });

  it("takes a state, and says what it could not look at", async () => {
    const flags = ["--vendor", "signoz", "--export", "openfga"];
    const { code, out, err } = await review(state, ...flags);
    expect([code, err]).toEqual([
      0,
      expect.stringMatching(/^not looked at: access_new\.x: this version does not know/),
    ]);
    expect(out).toContain("# Not looked at: access_new.x");
    expect((await review(state, ...flags, "--require-complete")).code).toBe(1);
  });

  it("writes to a file", async () => {
    const file = join(folder, "access.csv");
    expect(await review(plan, "--export", "csv", "--output", file)).toMatchObject({ code: 0, out: "" });
    expect(await readFile(file, "utf8")).toMatch(/^vendor,endpoint,subject,/);
  });

  it("fails for another form, and for options of a report", async () => {
    const unknown = await review(plan, "--export", "xls");
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining("cedar, csv, openfga")]);
    const both = await review(plan, "--export", "csv", "--format", "json");
    expect([both.code, both.out]).toEqual([2, ""]);
  });
});
