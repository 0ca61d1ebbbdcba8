import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPlan, type PlannedChange } from "#review/testing/documents.ts";
import { runCommand } from "../testing/run-command.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-review-"));
});

afterAll(() => rm(folder, { recursive: true }));

interface Object {
  readonly noun: string;
  readonly name: string;
  readonly before: object | null;
  readonly after: object | null;
}

function change({ noun, name, before, after }: Object): PlannedChange {
  const actions = before === null ? ["create"] : after === null ? ["delete"] : ["update"];
  const isSame = JSON.stringify(before) === JSON.stringify(after);
  return {
    address: `access_${noun}.${name}`,
    type: `access_${noun}`,
    name,
    mode: "managed",
    provider_name: "registry.terraform.io/latchkey/access",
    change: { actions: isSame ? ["no-op"] : actions, before, after, after_unknown: {} },
    provider: "access",
  };
}

const permit = (...actions: readonly string[]) => actions.map((action) => ({ action, resource: "dashboard" }));

function rolePlan(before: readonly string[], after: readonly string[], about: object = {}): object {
  const role = { id: "r-1", name: "reader" };
  const account = { id: "a-1", name: "ferry", role_ids: ["r-1"] };
  const changes = [
    change({
      noun: "role",
      name: "reader",
      before: { ...role, permissions: permit(...before) },
      after: { ...role, permissions: permit(...after) },
    }),
    change({ noun: "service_account", name: "ferry", before: account, after: account }),
  ];
  const plan = createPlan(changes, [{ key: "access", vendor: "signoz" }]);
  return { ...plan, timestamp: "2030-01-01T00:00:00Z", ...about };
}

async function review(documents: { readonly [name: string]: object | string }, ...args: readonly string[]) {
  for (const [name, document] of Object.entries(documents)) {
    await writeFile(join(folder, name), typeof document === "string" ? document : JSON.stringify(document));
  }
  const words = args.map((word) => (Object.hasOwn(documents, word) ? join(folder, word) : word));
  return runCommand(["review", ...words]);
}

describe("latchkey review", () => {
  it("says who gains what, through which line, and finds nothing that fails", async () => {
    const { code, out, err } = await review({ plan: rolePlan(["read"], ["read", "update"]) }, "plan");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("Broadens access: 1 subject gains 1 right");
    expect(out).toContain("+ update dashboard");
    expect(out).toContain("access_service_account.ferry (role_ids) -> access_role.reader (permissions)");
    expect(out).toContain("warning LK104 role-widened access_role.reader");
  });

  it.each([
    { flags: ["--fail-on", "broadening"], code: 1 },
    { flags: ["--fail-on", "warning"], code: 1 },
    { flags: ["--fail-on", "error"], code: 0 },
    { flags: ["--fail-on", "never"], code: 0 },
  ])("exits with $code for $flags", async ({ flags, code }) => {
    expect((await review({ plan: rolePlan(["read"], ["read", "update"]) }, "plan", ...flags)).code).toBe(code);
  });

  it("calls a change of nobody's access what it is", async () => {
    const { code, out } = await review(
      { plan: rolePlan(["read", "update"], ["update", "read"]) },
      "plan",
      "--fail-on",
      "broadening",
    );
    expect(code).toBe(0);
    expect(out).toContain("Changes nobody's access");
  });

  it("counts what was there before only with --all", async () => {
    const key = { id: "k-1", name: "old", service_account_id: "a-1", expires_at: null };
    const plan = rolePlan(["read"], ["read"]) as { resource_changes: object[] };
    plan.resource_changes.push(change({ noun: "key", name: "old", before: key, after: key }));
    expect((await review({ plan }, "plan", "--fail-on", "warning")).code).toBe(0);
    const all = await review({ plan }, "plan", "--fail-on", "warning", "--all");
    expect(all.code).toBe(1);
    expect(all.out).toContain("warning LK201 key-without-expiry (not new)");
  });

  it("takes several plans for one change, and keeps their addresses apart", async () => {
    const plans = { "one.json": rolePlan(["read"], ["read"]), "two.json": rolePlan(["read"], ["read", "update"]) };
    const { out } = await review(plans, "one.json", "two.json");
    expect(out).toContain("two.json: access_role.reader");
    expect(out).not.toContain("one.json: access_role.reader");
  });

  it("writes JSON that is the same in each run", async () => {
    const given = { plan: rolePlan(["read"], ["read", "update"]) };
    const [first, second] = [
      await review(given, "plan", "--format", "json"),
      await review(given, "plan", "--format", "json"),
    ];
    expect(first?.out).toBe(second?.out);
    expect(JSON.parse(first?.out ?? "")).toMatchObject({
      format: "latchkey-review/1",
      verdict: "broadens",
      complete: true,
      at: "2030-01-01T00:00:00Z",
      changes: [
        { subject: { name: "ferry" }, gains: [{ rights: [{ text: "update dashboard" }], through: ["role reader"] }] },
      ],
      findings: [{ code: "LK104", introduced: true, address: "access_role.reader" }],
    });
  });

  it("writes to a file", async () => {
    const file = join(folder, "review.md");
    const { out } = await review(
      { plan: rolePlan(["read"], ["update"]) },
      "plan",
      "--format",
      "markdown",
      "--output",
      file,
    );
    expect(out).toBe("");
    expect(await readFile(file, "utf8")).toContain(
      "| `ferry`<br>`access_service_account.ferry` | `update dashboard` |",
    );
  });

  it.each([
    { flags: [], id: "latchkey/network.prod/", uri: "cdktf.json" },
    { flags: ["--name", "apps", "--location", "stacks/apps.ts"], id: "latchkey/apps/", uri: "stacks/apps.ts" },
  ])("names the report and places its findings: $flags", async ({ flags, id, uri }) => {
    const documents = { "network.prod.json": rolePlan(["read"], ["update"]) };
    const { out } = await review(documents, "network.prod.json", "--format", "sarif", ...flags);
    expect(JSON.parse(out)).toMatchObject({
      runs: [
        {
          automationDetails: { id },
          results: [{ locations: [{ physicalLocation: { artifactLocation: { uri } } }] }, {}],
        },
      ],
    });
  });

  it("writes through no link, and says so", async () => {
    await writeFile(join(folder, "other"), "kept");
    await symlink(join(folder, "other"), join(folder, "link"));
    const { code, out, err } = await review(
      { plan: rolePlan(["read"], ["read"]) },
      "plan",
      "--output",
      join(folder, "link"),
    );
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("is a symbolic link, and is not followed. Give --output another file");
    expect(await readFile(join(folder, "other"), "utf8")).toBe("kept");
  });

  it("cuts markdown to --max-bytes", async () => {
    const plan = rolePlan(
      ["read"],
      Array.from({ length: 40 }, (_, index) => `action-${index}`),
    );
    const write = (...flags: readonly string[]) => review({ plan }, "plan", "--format", "markdown", ...flags);
    expect((await write()).out).not.toContain("Left out");
    const { out } = await write("--max-bytes", "1000");
    expect(out).toContain("Left out, because the comment would be too long: ");
    expect(Buffer.byteLength(out)).toBeLessThanOrEqual(1_000);
    expect((await write("--max-bytes", "10")).err).toContain("from 1000 on");
  });

  it("compares two states, and says that a vendor is missing", async () => {
    const state = (actions: readonly string[]) => ({
      format_version: "1.0",
      terraform_version: "1.11.4",
      values: {
        root_module: {
          resources: [
            ["role", "reader", { id: "r-1", name: "reader", permissions: permit(...actions) }],
            ["service_account", "ferry", { id: "a-1", name: "ferry", role_ids: ["r-1"] }],
          ].map(([noun, name, values]) => ({
            address: `access_${String(noun)}.${String(name)}`,
            mode: "managed",
            type: `access_${String(noun)}`,
            name,
            provider_name: "registry.terraform.io/latchkey/access",
            schema_version: 0,
            values,
          })),
        },
      },
    });
    const states = { old: state(["read", "update"]), now: state(["read"]) };
    const { code, out } = await review(states, "--before", "old", "--after", "now", "--vendor", "signoz");
    expect(code).toBe(0);
    expect(out).toContain("Narrows access: 1 subject loses 1 right");
    const untold = await review(states, "--before", "old", "--after", "now");
    expect(untold.code).toBe(2);
  });
});

describe("waivers", () => {
  const waiver = {
    code: "LK104",
    address: "access_role.reader",
    reason: "Agreed with the owners of it.",
    until: "2030-03-31",
  };
  const write = (...waivers: readonly object[]): object => ({ waivers });
  const plan = rolePlan(["read"], ["read", "update"]);
  const flags = ["--fail-on", "warning"];

  it("print the entry to paste, which then keeps the finding from counting", async () => {
    const first = await review({ plan }, "plan", ...flags);
    expect(first.code).toBe(1);
    const [, entry = ""] = /To accept it: (.*)/.exec(first.out) ?? [];
    expect(JSON.parse(entry)).toEqual({ ...waiver, reason: "", until: "2030-04-01" });
    const again = await review(
      { plan, waivers: write({ ...waiver, ...JSON.parse(entry), reason: waiver.reason }) },
      "plan",
      ...flags,
      "--waivers",
      "waivers",
    );
    expect(again.code).toBe(0);
    expect(again.out).toContain("Accepted findings");
  });

  it.each([
    { name: "is expired", now: "2030-04-01T00:00:00Z", code: "LK801" },
    { name: "is too long", now: "2028-01-01T00:00:00Z", code: "LK804" },
  ])("count no more when one $name at --now", async ({ now, code: said }) => {
    const { code, out } = await review(
      { plan, waivers: write(waiver) },
      "plan",
      ...flags,
      "--waivers",
      "waivers",
      "--now",
      now,
    );
    expect(code).toBe(1);
    expect(out).toContain(said);
    expect(out).toContain("LK104");
  });

  it("do not count where the target branch has none", async () => {
    const files = { plan, waivers: write(waiver), base: write() };
    const { code, out } = await review(files, "plan", ...flags, "--waivers", "waivers", "--base-waivers", "base");
    expect(code).toBe(1);
    expect(out).toContain("warning LK805 waiver-not-approved access_role.reader");
    const same = await review(
      { ...files, base: write(waiver) },
      "plan",
      ...flags,
      "--waivers",
      "waivers",
      "--base-waivers",
      "base",
    );
    expect(same.code).toBe(0);
  });

  it.each(["--waivers", "--base-waivers"])("fail in one sentence if %s cannot be read", async (flag) => {
    for (const file of ["{", '{"waivers":[{"code":1}]}']) {
      const { code, out, err } = await review({ plan, file }, "plan", flag, "file");
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err.trim().split("\n")).toHaveLength(1);
      expect(err).toContain(join(folder, "file"));
    }
    expect((await review({ plan }, "plan", flag, join(folder, "nowhere"))).code).toBe(2);
  });
});

describe("assertions", () => {
  const plan = rolePlan(["read"], ["read", "update"]);
  const write = (...assertions: readonly object[]): string => JSON.stringify({ assertions }, null, 2);
  const rule = {
    name: "ferry-reads",
    reason: "It shows numbers.",
    never: { subject: "fer*", may: "update dashboard" },
  };

  it("fail what violates them, at the line of the file, and not what was so before", async () => {
    const { code, out } = await review({ plan, rules: write(rule) }, "plan", "--assert", "rules");
    expect(code).toBe(1);
    expect(out).toContain("error LK111 assertion-violated");
    expect(out).toContain(`"ferry-reads" (${join(folder, "rules")}:3)`);
    expect(out).toContain("  violated: ferry-reads\n");
    const old = rolePlan(["read", "update"], ["read", "update"]);
    expect((await review({ plan: old, rules: write(rule) }, "plan", "--assert", "rules")).code).toBe(0);
    expect((await review({ plan: old, rules: write(rule) }, "plan", "--assert", "rules", "--all")).code).toBe(1);
  });

  it("that the branch has count on, whatever the change makes of its file", async () => {
    const files = { plan, base: write(rule), rules: write() };
    const { code, out } = await review(files, "plan", "--assert", "rules", "--base-assert", "base");
    expect(code).toBe(1);
    expect(out).toContain("warning LK806 assertion-weakened");
    expect(out).toContain("error LK111 assertion-violated");
    expect((await review(files, "plan", "--base-assert", "base")).code).toBe(1);
  });

  it("hold on a file without sides as well", async () => {
    const stack = {
      terraform: {},
      provider: { access: [{ vendor: "signoz" }] },
      resource: { access_service_account: { ferry: { name: "ferry", role_ids: [] } } },
    };
    const { code, out } = await review({ stack, rules: write(rule) }, "stack", "--assert", "rules");
    expect({ code, holds: out.includes("  holds, as far as these files tell: ferry-reads\n") }).toEqual({
      code: 0,
      holds: true,
    });
  });

  it.each(["--assert", "--base-assert"])("fail in one sentence if %s cannot be read", async (flag) => {
    for (const file of ["{", '{"assertions":[{"nam":1}]}', write({ name: "x" })]) {
      const { code, out, err } = await review({ plan, file }, "plan", flag, "file");
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err.trim().split("\n")).toHaveLength(1);
      expect(err).toContain(join(folder, "file"));
    }
  });
});

describe("claims", () => {
  const plan = rolePlan(["read"], ["read", "update"]);

  it("hold or are refuted, each one that is given", async () => {
    const proved = ["--prove", "no ferry reaches delete on dashboard"];
    const { code, out } = await review({ plan }, "plan", ...proved);
    expect(code).toBe(0);
    expect(out).toContain("holds in what was given, and is not proved: no ferry reaches delete on dashboard");
    expect(out).toContain("give what is missing as --context SNAPSHOT");
    expect((await review({ plan }, "plan", ...proved, "--require-complete")).code).toBe(1);
    const both = await review(
      { plan },
      "plan",
      ...proved,
      "--prove",
      "no ferry reaches update on dashboard",
      "--fail-on",
      "never",
    );
    expect(both.code).toBe(1);
    expect(both.out.split("\n")[0]).toContain("1 of 2 claims not proved");
    expect(both.out).toContain("ferry (access_service_account.ferry) may update dashboard");
    expect(both.out).toContain("update dashboard in the role reader: access_role.reader (permissions)");
  });

  it("are in JSON", async () => {
    const { out } = await review({ plan }, "plan", "--format", "json", "--prove", "no ferry reaches reader");
    expect(JSON.parse(out)).toMatchObject({
      format: "latchkey-review/1",
      proofs: [
        {
          claim: "no ferry reaches reader",
          outcome: "refuted",
          counterexamples: [{ subject: { name: "ferry" }, kind: "role", steps: [] }],
          remedy: {
            kind: "smallest",
            grants: [{ because: { address: "access_service_account.ferry", attribute: "role_ids" } }],
          },
        },
      ],
    });
  });

  it.each([
    ["no ferry reachs reader", 'Did you mean "reaches"?'],
    ["no fery reaches reader", 'Did you mean "ferry"'],
    ["no ferry reaches readr", 'Did you mean "reader"'],
    ["no ferry reaches update on dashbord", '. Did you mean "dashboard"?'],
    ["no ferry\u001B[31m reaches x", "no subject is called"],
  ])("exit with 2 if they cannot be asked: %s", async (claim, says) => {
    const { code, out, err } = await review({ plan }, "plan", "--prove", claim);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(says);
    expect(err).not.toContain("\u001B");
  });
});

describe("bad input", () => {
  it.each([
    { name: "no file", documents: {}, args: [], says: "give at least one plan" },
    { name: "a binary plan", documents: { plan: "PK\u0003\u0004x" }, args: ["plan"], says: "terraform show -json" },
    { name: "a log", documents: { plan: '{"@level":"info"}\n' }, args: ["plan"], says: "log of" },
    {
      name: "a wrapper",
      documents: { plan: "[command]/usr/bin/terraform\n{}" },
      args: ["plan"],
      says: "terraform_wrapper",
    },
    { name: "a cut file", documents: { plan: '{"format_version": "1.2", "resource' }, args: ["plan"], says: "cut off" },
    {
      name: "a failed plan",
      documents: { plan: rolePlan(["read"], ["read"], { errored: true }) },
      args: ["plan"],
      says: "failed",
    },
    {
      name: "another format",
      documents: { plan: rolePlan(["read"], ["read"], { format_version: "2.0" }) },
      args: ["plan"],
      says: "1.x is read here",
    },
    { name: "half a pair", documents: {}, args: ["--before", "x"], says: "--before and --after" },
    { name: "no instant", documents: {}, args: ["--now", "yesterday", "x"], says: "2030-01-31T09:00:00Z" },
    {
      name: "a stack",
      documents: {
        stack: {
          terraform: {},
          provider: { access: [{ vendor: "signoz" }] },
          resource: { access_role: { x: { name: "x", permissions: [] } } },
        },
      },
      args: ["stack"],
      says: "changes nothing",
    },
  ])("$name: exits with 2 and says the way out", async ({ documents, args, says }) => {
    const { code, out, err } = await review(documents, ...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(says);
  });
});
