import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unknown } from "#access/schema/unknown.ts";
import { listSubjects, nameNodeOf } from "#access/graph/questions.ts";
import { findingExamples } from "../findings/examples.gen.ts";
import type { Example, ExampleObject } from "../findings/example.ts";
import {
  asUnchanged,
  bindRole,
  createAccount,
  createKey,
  createRole,
  findManagedRole,
  permit,
} from "../findings/example-objects.ts";
import { runFindings } from "../findings/run-findings.ts";
import { reviewFormats } from "../formats/registry.gen.ts";
import { buildReport } from "../report/build-report.ts";
import { openExample } from "../testing/examples.ts";
import { hostileNames } from "../testing/reports.ts";
import { listCommands } from "../testing/runner-commands.ts";
import { parseAssertions } from "./assertion-file.ts";
import { listElementLines } from "./element-lines.ts";
import { judgeAssertion } from "./judge-assertion.ts";

/** Ids of dashboards. */
const seven = "00000000-0000-4000-8000-000000000007";
const eight = "00000000-0000-4000-8000-000000000008";

const reader = createRole("reader", permit("read", "dashboard"));
const writer = createRole("writer", permit("read", "dashboard"), permit("update", "dashboard", [seven]));
const minter = createRole("minter", permit("create", "factor-api-key"), permit("attach", "serviceaccount"));
const admin = findManagedRole("signoz-admin");

/** `ci-a` reads, `ci-b` writes, `pat` mints, `boss` administers. */
const world: readonly ExampleObject[] = [
  reader,
  writer,
  minter,
  admin,
  createAccount("ci-a", { roleIds: ["role-reader"] }),
  createAccount("ci-b", { roleIds: ["role-writer"] }),
  createAccount("pat", { roleIds: ["role-minter"] }),
  createAccount("boss", { roleIds: ["role-signoz-admin"] }),
  createKey("ci-a", { expiresAt: "2031-01-01T00:00:00Z" }),
];

function judge(rule: object, after: readonly ExampleObject[] = world, vendor = "signoz") {
  const example: Example = { vendor, says: "", before: [], after };
  const { graph } = openExample(example).after;
  const [assertion] = parseAssertions(JSON.stringify({ assertions: [{ name: "rule", ...rule }] }), "rules.json");
  if (assertion === undefined) throw new Error("no assertion");
  const { violations, unmatched } = judgeAssertion(graph, assertion);
  return { says: violations.map(({ says }) => says), certain: violations.map(({ isCertain }) => isCertain), unmatched };
}

describe("an assertion", () => {
  it.each([
    { rule: { never: { subject: "ci-*", may: "delete dashboard" } }, says: [] },
    { rule: { never: { subject: "ci-*", may: "update dashboard" } }, says: ["ci-b may update dashboard"] },
    { rule: { never: { subject: "ci-*", may: "update on dashboard" } }, says: ["ci-b may update dashboard"] },
    {
      rule: { never: { subject: "ci-*", may: `update dashboard:${seven}` } },
      says: [`ci-b may update dashboard:${seven}`],
    },
    { rule: { never: { subject: "ci-*", may: `update dashboard:${eight}` } }, says: [] },
    { rule: { never: { subject: "ci-*", hold: "writer" } }, says: ["ci-b holds the role writer"] },
    {
      rule: { never: { subject: "*", hold: ["read*", "write*"] } },
      says: ["ci-a holds the role reader", "ci-b holds the role writer"],
    },
    {
      rule: { never: { subject: "ci-*", reach: { role: "reader" } } },
      says: ["ci-a holds the role reader", "ci-b has all that the role reader grants"],
    },
    { rule: { never: { subject: "ci-*", reach: { role: "signoz-admin" } } }, says: [] },
    { rule: { never: { subject: "pat", may: "update dashboard" } }, says: [] },
    {
      rule: { never: { subject: "pat", reach: { permission: `update dashboard:${seven}` } } },
      says: [`pat can come to update dashboard:${seven}: pat creates a key of account boss and acts as that account`],
    },
    { rule: { only: { subject: ["boss"], hold: "signoz-admin" } }, says: [] },
    { rule: { only: { subject: ["ci-a"], hold: "signoz-admin" } }, says: ["boss holds the role signoz-admin"] },
    {
      rule: { only: { subject: "boss", reach: { role: "signoz-admin" } } },
      says: ["pat can come to the role signoz-admin: pat creates a key of account boss and acts as that account"],
    },
    { rule: { exactly: { subject: "ci-a", may: "read dashboard" } }, says: [] },
    {
      rule: { exactly: { subject: "ci-b", may: "read dashboard" } },
      says: [`ci-b may also update dashboard [${seven}]`],
    },
    {
      rule: { exactly: { subject: "ci-a", may: ["read dashboard", "delete dashboard"] } },
      says: ["ci-a may not delete dashboard, as far as is known here"],
    },
    {
      rule: { exactly: { subject: "ci-*", hold: "reader" } },
      says: ["ci-b also holds writer", "ci-b does not hold the role reader, as far as is known here"],
    },
    { rule: { exactly: { role: "signoz-admin", heldBy: ["boss"] } }, says: [] },
    {
      rule: { exactly: { role: "signoz-admin", heldBy: ["pat"] } },
      says: ["boss holds the role signoz-admin", "pat does not hold the role signoz-admin, as far as is known here"],
    },
    { rule: { exactly: { permission: `update dashboard:${seven}`, heldBy: ["ci-b", "boss"] } }, says: [] },
    {
      rule: { never: { role: "*er", grant: "create factor-api-key" } },
      says: ["role minter grants create factor-api-key"],
    },
    { rule: { only: { role: "minter", grant: "create factor-api-key" } }, says: [] },
    {
      rule: { only: { role: "reader", grant: "attach serviceaccount" } },
      says: ["role minter grants attach serviceaccount"],
    },
    { rule: { exactly: { role: "reader", grant: ["read dashboard"] } }, says: [] },
    {
      rule: { exactly: { role: "writer", grant: ["read dashboard"] } },
      says: [`role writer also permits to update dashboard [${seven}]`],
    },
    { rule: { never: { subject: "access_key.ci-a", may: "read dashboard" } }, says: ["ci-a may read dashboard"] },
    {
      rule: { never: { subject: "access_service_account.ci-a", may: "read dashboard" } },
      says: ["ci-a may read dashboard"],
    },
    { rule: { never: { subject: "pat", may: "standing signoz-admin" } }, says: [] },
  ])("$rule", ({ rule, says }) => {
    const judged = judge(rule);
    expect(judged.unmatched).toEqual([]);
    expect(judged.says).toEqual(says);
    expect(judged.certain.every(Boolean)).toBe(true);
  });

  it.each([
    { rule: { never: { subject: "cii-*", may: "read dashboard" } }, says: /no subject is called "cii-\*"/ },
    { rule: { never: { subject: "ci-*", may: "read dashbord" } }, says: /\. Did you mean "dashboard"\?$/m },
    { rule: { never: { subject: "ci-*", may: "raed dashboard" } }, says: /does not have the action "raed"/ },
    { rule: { never: { subject: "ci-*", hold: "signoz-admn" } }, says: /Did you mean "signoz-admin"/ },
    { rule: { never: { subject: "ci-*", hold: "reader", in: "workspace/7" } }, says: /no scope is called/ },
    {
      rule: { vendor: "arize", never: { subject: "ci-*", hold: "reader" } },
      says: /no account is at the vendor "arize"/,
    },
    { rule: { exactly: { subject: "cia", may: "read dashboard" } }, says: /Did you mean "ci-a"/ },
    { rule: { never: { subject: "ci-*", may: "standing admin" } }, says: /no standing is called/ },
  ])("fails to be fulfilled by a name that nothing bears: $rule", ({ rule, says }) => {
    expect(judge(rule).unmatched.join("\n")).toMatch(says);
  });

  it("means vendors that have such a right only", () => {
    expect(judge({ vendor: "signoz", never: { subject: "ci-b", may: "update dashboard" } }).says).toHaveLength(1);
  });

  it("is violated by what cannot be ruled out, and says why", () => {
    const open = [...world, createAccount("ci-c", { roleIds: [unknown] })];
    const { says, certain } = judge({ never: { subject: "ci-c", may: "delete dashboard" } }, open);
    expect(certain).toEqual([false]);
    expect(says[0]).toContain("It cannot be ruled out that ci-c may delete dashboard");
    expect(says[0]).toContain("access_service_account.ci-c (role_ids)");
  });

  it("is violated by a role that nobody could read, also in steps", () => {
    const hidden = [...world, createAccount("ci-d", { roleIds: ["role-from-elsewhere"] })];
    expect(judge({ never: { subject: "ci-d", may: "delete dashboard" } }, hidden).certain).toEqual([false]);
    expect(judge({ never: { subject: "ci-d", reach: { role: "signoz-admin" } } }, hidden).certain).toEqual([false]);
    const minting = [
      minter,
      createAccount("pat", { roleIds: ["role-minter"] }),
      createAccount("x", { roleIds: ["role-elsewhere"] }),
    ];
    expect(judge({ never: { subject: "pat", may: "delete dashboard" } }, minting).says).toEqual([]);
    expect(judge({ never: { subject: "pat", reach: { permission: "delete dashboard" } } }, minting).certain).toEqual([
      false,
    ]);
  });

  it("tells the steps of one of several equal subjects", () => {
    const twins = [...world, createAccount("twin", { roleIds: ["role-minter"] })];
    expect(judge({ only: { subject: "boss", reach: { role: "signoz-admin" } } }, twins).says).toEqual([
      "pat can come to the role signoz-admin: pat creates a key of account boss and acts as that account",
      "twin can come to the role signoz-admin, in the way that pat can, which holds the same",
    ]);
  });

  it.each([{ only: { subject: "boss", hold: "signoz-admin" } }, { exactly: { role: "signoz-admin", heldBy: "boss" } }])(
    "lets nobody in by a name that another one has taken: %j",
    (rule) => {
      const twin = {
        ...createAccount("thief", { roleIds: ["role-signoz-admin"] }),
        state: { id: "t", name: "boss", roleIds: ["role-signoz-admin"] },
      };
      const { says, unmatched } = judge(rule, [...world, twin]);
      expect(says).toEqual(["boss holds the role signoz-admin", "boss holds the role signoz-admin"]);
      expect(unmatched.join()).toContain('"boss" is the name of 2 of one account');
      const byId = JSON.parse(JSON.stringify(rule).replace('"boss"', '"account-boss"')) as object;
      expect(judge(byId, [...world, twin]).says).toEqual(["boss holds the role signoz-admin"]);
    },
  );

  it("lets members of a group that is allowed something have it through the group", () => {
    const group: ExampleObject = {
      type: "group",
      address: "access_group.crew",
      state: { id: "group-crew", name: "crew" },
    };
    const role = createRole("runner", permit("EXECUTE", "SCAN_JOB"));
    const scope = { type: "workspace", id: "7" };
    const bound = bindRole("crew", { roleId: "role-runner", groupId: "group-crew", scope });
    const all = [group, role, createAccount("ferry", { groupIds: ["group-crew"] }), bound];
    expect(judge({ only: { subject: "crew", hold: "runner" } }, all, "bigeye").says).toEqual([]);
    expect(judge({ only: { subject: "crew", reach: { role: "runner" } } }, all, "bigeye").says).toEqual([]);
    expect(judge({ only: { subject: "ferry", hold: "runner" } }, all, "bigeye").says).toEqual([
      "the group crew holds the role runner",
    ]);
    expect(judge({ never: { subject: "ferry", hold: "runner", in: "workspace/7" } }, all, "bigeye").says).toHaveLength(
      1,
    );
  });

  it("is held the same whatever is beside it, and broken by more rights only", () => {
    const names = ["read", "update", "delete", "list"] as const;
    const some = fc.subarray([...names]);
    fc.assert(
      fc.property(some, some, fc.constantFrom(...names), (one, more, asked) => {
        const objects = (actions: readonly string[]) => [
          createRole("r", ...actions.map((action) => permit(action, "dashboard"))),
          createAccount("ferry", { roleIds: ["role-r"] }),
        ];
        const rule = { never: { subject: "ferry", may: `${asked} dashboard` } };
        const few = judge(rule, objects(one)).says.length;
        const many = judge(rule, objects([...new Set([...one, ...more])])).says.length;
        expect(few).toBe(one.includes(asked) ? 1 : 0);
        expect(many).toBeGreaterThanOrEqual(few);
        const allowed = one.map((action) => `${action} dashboard`);
        if (allowed.length > 0)
          expect(judge({ exactly: { subject: "ferry", may: allowed } }, objects(one)).says).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe("the findings about assertions", () => {
  const rule = { name: "ci-writes-not", reason: "CI only reads.", never: { subject: "ci-*", may: "update dashboard" } };
  const find = (about: Partial<Example>) =>
    runFindings(openExample({ vendor: "signoz", says: "", before: world, after: world, ...about })).filter(({ code }) =>
      ["LK111", "LK806", "LK807"].includes(code),
    );

  it("name the assertion, its place, its reason, who violates it and through which line", () => {
    const before = world.map((one) => (one === writer ? createRole("writer", permit("read", "dashboard")) : one));
    const [found, ...others] = find({
      before,
      after: [...world.filter((one) => one !== writer).map(asUnchanged), writer],
      assertions: [rule],
    });
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      code: "LK111",
      severity: "error",
      isIntroduced: true,
      address: "access_role.writer",
    });
    expect(found?.message).toBe(
      'ci-b may update dashboard. This violates "ci-writes-not" (access.assert.json:3), which forbids it. Its reason: CI only reads.',
    );
    expect(found?.because.map(({ address }) => address)).toEqual(["access_service_account.ci-b", "access_role.writer"]);
  });

  it("say which smallest change prevents what somebody could come to", () => {
    const admins = { name: "admins", only: { subject: "boss", reach: { role: "signoz-admin" } } };
    const [found] = find({ assertions: [admins] });
    expect(found?.fix).toMatch(
      /^The smallest change that prevents it takes out .+ \(access_[\w.-]+, (permissions|role_ids)\)\. Take what/,
    );
    expect(find({ assertions: [rule] })[0]?.fix).toMatch(/^Take what/);
  });

  it("are not new where the assertion did not hold before", () => {
    expect(find({ assertions: [rule] }).map(({ isIntroduced }) => isIntroduced)).toEqual([false]);
  });

  it("tell what the change takes out, and count it on", () => {
    const found = find({ assertions: [], baseAssertions: [rule] });
    expect(found.map(({ code }) => code).sort()).toEqual(["LK111", "LK806"]);
    expect(found.find(({ code }) => code === "LK806")?.message).toContain("takes out");
  });

  it("tell what the change alters, and judge both", () => {
    const weaker = { ...rule, never: { subject: "ci-a", may: "update dashboard" } };
    const found = find({ assertions: [weaker], baseAssertions: [rule] });
    expect(found.map(({ code }) => code).sort()).toEqual(["LK111", "LK806"]);
    expect(found.find(({ code }) => code === "LK806")?.message).toContain("alters");
  });

  it("say nothing of another name, another reason or one more assertion", () => {
    const other = { ...rule, name: "other", reason: "Another." };
    const more = { name: "more", never: { subject: "ci-*", hold: "signoz-admin" } };
    expect(find({ assertions: [other, more], baseAssertions: [rule] }).map(({ code }) => code)).toEqual(["LK111"]);
  });

  it("are in every form, safely, and the report says what holds", () => {
    const example = findingExamples["assertion_violated"];
    if (example === undefined) throw new Error("no example");
    for (const name of hostileNames) {
      const never = { subject: "ci-*", reach: { role: "signoz-admin" } };
      const holding = { name: `holds ${name}`, never: { subject: "ci-*", may: "delete dashboard" } };
      const change = openExample({ ...example, assertions: [{ name, reason: name, never }, holding] });
      const report = buildReport(change, runFindings(change));
      expect(report.assertions.map(({ outcome }) => outcome)).toEqual(["violated", "holds"]);
      for (const format of reviewFormats) {
        const text = format.write(report, { version: "0.0.0" });
        expect(listCommands(text).filter((command) => format.commands?.includes(command) !== true)).toEqual([]);
        // eslint-disable-next-line no-control-regex
        expect(text).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
      }
    }
  });
});

describe("a file of assertions", () => {
  const write = (...assertions: readonly object[]): string => JSON.stringify({ assertions });
  const never = { subject: "a", may: "read dashboard" };

  it.each([
    { name: "no JSON", text: "assertions:", says: /is not JSON/ },
    { name: "another form", text: "[]", says: /cannot be read/ },
    { name: "no name", text: write({ never }), says: /entry 1: `name` is missing/ },
    { name: "a misspelled word", text: write({ name: "x", nevr: never }), says: /entry 1 has `nevr`/ },
    {
      name: "a misspelled verb",
      text: write({ name: "x", never: { subject: "a", mey: "b" } }),
      says: /entry 1: `never` has `mey`/,
    },
    { name: "no mode", text: write({ name: "x" }), says: /exactly one of `never`, `only`, `exactly`; it has none/ },
    { name: "two modes", text: write({ name: "x", never, only: never }), says: /it has `never` and `only`/ },
    {
      name: "no verb",
      text: write({ name: "x", never: { subject: "a" } }),
      says: /`may`, `hold`, `reach`; it has none/,
    },
    { name: "two verbs", text: write({ name: "x", never: { ...never, hold: "b" } }), says: /it has `may` and `hold`/ },
    {
      name: "nobody",
      text: write({ name: "x", never: { may: "read dashboard" } }),
      says: /`subject`, `role`; it has none/,
    },
    {
      name: "no permission",
      text: write({ name: "x", never: { subject: "a", may: "dashboard" } }),
      says: /"dashboard" is no permission/,
    },
    {
      name: "an empty reach",
      text: write({ name: "x", never: { subject: "a", reach: {} } }),
      says: /takes `role`, `permission` or both/,
    },
    {
      name: "a pattern that allows",
      text: write({ name: "x", only: { ...never, subject: "a*" } }),
      says: /"a\*" has a "\*"/,
    },
    {
      name: "a pattern of holders",
      text: write({ name: "x", exactly: { role: "r", heldBy: "a*" } }),
      says: /"a\*" has a "\*"/,
    },
    {
      name: "a pattern of exact roles",
      text: write({ name: "x", exactly: { subject: "a", hold: "r*" } }),
      says: /"r\*" has a "\*"/,
    },
    ...["subject", "hold"].map((key) => ({
      name: `many stars in ${key}`,
      text: write({ name: "x", never: { subject: "a", hold: "b", [key]: "*a".repeat(400) } }),
      says: /entry 1: `never`: "(?:\*a){50}…" has more than 10 "\*"\. Write a shorter pattern, or several/,
    })),
    {
      name: "many stars in reach",
      text: write({ name: "x", never: { subject: "a", reach: { role: "*a".repeat(11) } } }),
      says: /has more than 10 "\*"/,
    },
    {
      name: "reach in exactly",
      text: write({ name: "x", exactly: { subject: "a", reach: { role: "b" } } }),
      says: /`exactly` has `reach`/,
    },
    {
      name: "grant of a subject",
      text: write({ name: "x", never: { ...never, grant: "read b" } }),
      says: /`grant` means nothing here/,
    },
    {
      name: "one name twice",
      text: write({ name: "x", never }, { name: "x", never }),
      says: /entries 1 and 2 have one name/,
    },
  ])("fails with $name, in one sentence", ({ text, says }) => {
    expect(() => parseAssertions(text, "rules.json")).toThrow(says);
  });

  it("says at which line each begins, whatever is in the texts", () => {
    const text =
      '{\n "$schema": "x",\n "assertions": [\n  {"name":"a {[\\"","never":{"subject":["{","["],"may":"read b"}},\n\n  {\n "name":"b","never":{"subject":"a","may":"read b"}}]}';
    expect(parseAssertions(text, "rules.json").map(({ line }) => line)).toEqual([4, 6]);
  });

  it("finds as many beginnings as a list has elements", () => {
    const key = fc.string().filter((one) => one !== "list" && one !== "__proto__");
    const value = fc.jsonValue({ maxDepth: 2 });
    const element = fc.dictionary(key, value);
    fc.assert(
      fc.property(fc.dictionary(key, value), fc.array(element), (around, list) => {
        const text = JSON.stringify({ ...around, list }, null, 1);
        expect(listElementLines(text, "list")).toHaveLength(list.length);
      }),
    );
  });

  it("asks for the same in a plan and in a graph of anything else", () => {
    const { after } = openExample({ vendor: "signoz", says: "", before: [], after: world });
    expect(listSubjects(after.graph).map((id) => nameNodeOf(after.graph, id))).toContain("ci-a");
  });
});
