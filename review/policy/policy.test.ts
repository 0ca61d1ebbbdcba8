import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asCreated, createAccount, createKey, findManagedRole } from "../findings/example-objects.ts";
import type { Example } from "../findings/example.ts";
import { findingDefinitions } from "../findings/registry.gen.ts";
import { runFindings } from "../findings/run-findings.ts";
import { openExample } from "../testing/examples.ts";
import { judgePolicy } from "./judge-policy.ts";
import { parsePolicy } from "./policy-file.ts";
import { type Policy, type SeverityChoice, usualPolicy } from "./policy.ts";

const pair = { name: "order and pay", sides: [{ role: "buyer" }, { action: "update", resource: "dashboard" }] };

describe("a file of policy", () => {
  it("may be empty: then all is as usual", () => {
    expect(parsePolicy("{}")).toEqual(usualPolicy);
    expect(parsePolicy('\uFEFF{"$schema":"x"}')).toEqual(usualPolicy);
  });

  it("is read as the page about reviews shows it", () => {
    const page = readFileSync(join(import.meta.dirname, "..", "..", "docs", "review.md"), "utf8");
    const shown = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => text ?? "");
    const [policy, ...others] = shown.filter((text) => text.includes("policy.schema.json"));
    expect(others).toEqual([]);
    expect(parsePolicy(policy ?? "")).toMatchObject({ keyLifetimeDays: 90, toxicPairs: [{ name: "write and audit" }] });
  });

  it("sets what it names", () => {
    const file = {
      keyLifetimeDays: 90,
      expiresSoonDays: 7,
      reasonRequired: true,
      overlapRequired: true,
      toxicPairs: [pair],
      deployer: "ci",
    };
    expect(parsePolicy(JSON.stringify({ ...file, severities: { LK405: "off" } }))).toEqual({
      ...file,
      severities: new Map([["LK405", "off"]]),
    });
  });

  it.each([
    { name: "no JSON", text: "{", says: "is not JSON" },
    { name: "a list", text: "[]", says: "cannot be read: it is missing, or not of its kind" },
    { name: "an unknown setting", text: '{"keyLifetime":1}', says: "it has a name that is not known" },
    { name: "half a day", text: '{"keyLifetimeDays":0.5}', says: "`keyLifetimeDays` is missing, or not of its kind" },
    { name: "no days", text: '{"expiresSoonDays":0}', says: "`expiresSoonDays` is missing, or not of its kind" },
    {
      name: "one side",
      text: '{"toxicPairs":[{"name":"x","sides":[{"role":"a"}]}]}',
      says: "entry 1: `sides` is missing, or not of its kind",
    },
    { name: "a severity that is none", text: '{"severities":{"LK101":"fatal"}}', says: "`severities`: `LK101`" },
    {
      name: "a code that is none",
      text: '{"severities":{"LK199":"off"}}',
      says: "LK199, and there is no such finding",
    },
    {
      name: "a waiver's fault",
      text: '{"severities":{"LK801":"off"}}',
      says: "LK801 waiver-expired, which nobody can",
    },
    { name: "its own fault", text: '{"severities":{"LK809":"off"}}', says: "LK809 finding-turned-off, which nobody" },
  ])("fails for $name, and says why", ({ text, says }) => {
    expect(() => parsePolicy(text)).toThrow(says);
  });
});

const severities = fc
  .dictionary(
    fc.constantFrom(...findingDefinitions.filter((one) => one.isAboutDecisions !== true).map(({ code }) => code)),
    fc.constantFrom<SeverityChoice>("error", "warning", "note", "off"),
    { maxKeys: 4 },
  )
  .map((given) => new Map(Object.entries(given)));

const policies: fc.Arbitrary<Policy> = fc.record({
  keyLifetimeDays: fc.option(fc.integer({ min: 1, max: 400 })),
  expiresSoonDays: fc.integer({ min: 1, max: 60 }),
  reasonRequired: fc.boolean(),
  overlapRequired: fc.boolean(),
  toxicPairs: fc.subarray([
    { name: "a", sides: [{ role: "a" }, { role: "b" }] },
    { name: "b", sides: [{ role: "b" }, { role: "c" }] },
  ] as const),
  deployer: fc.option(fc.constantFrom("ci", "cd")),
  severities,
});

const weights: Readonly<Record<SeverityChoice, number>> = { off: 0, note: 1, warning: 2, error: 3 };

function weigh(policy: Policy, code: string): number {
  const usual = findingDefinitions.find((one) => one.code === code)?.severity ?? "note";
  return weights[policy.severities.get(code) ?? usual];
}

describe("a policy beside that of the target branch", () => {
  it("is nowhere looser, and says each setting that it would loosen", () => {
    fc.assert(
      fc.property(policies, policies, (given, base) => {
        const { policy, loosened } = judgePolicy(given, base);
        expect(policy.keyLifetimeDays ?? Infinity).toBeLessThanOrEqual(base.keyLifetimeDays ?? Infinity);
        expect(policy.expiresSoonDays).toBeGreaterThanOrEqual(base.expiresSoonDays);
        expect(policy.reasonRequired || !base.reasonRequired).toBe(true);
        expect(policy.overlapRequired || !base.overlapRequired).toBe(true);
        expect(policy.deployer).toBe(base.deployer ?? given.deployer);
        const names = policy.toxicPairs.map(({ name }) => name);
        expect(names.toSorted()).toEqual(
          [...new Set([...given.toxicPairs, ...base.toxicPairs].map(({ name }) => name))].toSorted(),
        );
        for (const { code } of findingDefinitions) {
          expect(weigh(policy, code)).toBeGreaterThanOrEqual(Math.min(weigh(base, code), weigh(policy, code)));
          expect(weigh(policy, code)).toBe(Math.max(weigh(given, code), weigh(base, code)));
        }
        const isSame = JSON.stringify([...policy.severities].sort()) === JSON.stringify([...given.severities].sort());
        if (loosened.size === 0) expect(isSame && policy.keyLifetimeDays === given.keyLifetimeDays).toBe(true);
      }),
    );
  });

  it("that is the same says nothing, and what is tightened counts", () => {
    fc.assert(
      fc.property(policies, (given) => {
        expect(judgePolicy(given, given)).toEqual({ policy: given, loosened: new Map(), turnedOff: [] });
        const tighter = { ...given, keyLifetimeDays: 1, reasonRequired: true, overlapRequired: true };
        expect(judgePolicy(tighter, given)).toEqual({ policy: tighter, loosened: new Map(), turnedOff: [] });
      }),
    );
  });
});

const account = createAccount("ferry", { roleIds: [] });
const admin = findManagedRole("signoz-admin");
const base: Example = {
  vendor: "signoz",
  says: "An account becomes administrator, and gets a key without an end.",
  before: [admin, account],
  after: [admin, createAccount("ferry", { roleIds: ["role-signoz-admin"] }), asCreated(createKey("ferry"))],
};

function find(policy: object, basePolicy?: object) {
  const example = basePolicy === undefined ? { ...base, policy } : { ...base, policy, basePolicy };
  return runFindings(openExample(example)).map(({ severity, code }) => `${severity} ${code}`);
}

describe("severities of a policy", () => {
  it("raise, lower and turn off", () => {
    expect(find({})).toEqual(["error LK102", "error LK201", "error LK208"]);
    expect(find({ severities: { LK201: "note", LK102: "warning" } })).toEqual([
      "error LK208",
      "warning LK102",
      "note LK201",
    ]);
  });

  it("that turn off an error leave word of it, and what it covered is said again", () => {
    const found = find({ severities: { LK102: "off" } });
    expect(found).toEqual(["error LK201", "error LK208", "note LK101", "note LK809"]);
  });

  it("that turn off what is no error, and was none here, are silent", () => {
    expect(find({ severities: { LK405: "off" } })).toEqual(find({}));
  });

  it("of a pull request do not hold against its target branch", () => {
    const found = find({ severities: { LK102: "off" } }, {});
    expect(found).toEqual(["error LK102", "error LK201", "error LK208", "warning LK808"]);
  });
});

it("a severity that is set does not lower the places in which a finding is worse", () => {
  const given = { ...usualPolicy, severities: new Map([["LK107", "warning"] as const]) };
  const { policy, loosened } = judgePolicy(given, usualPolicy);
  expect([...policy.severities]).toEqual([]);
  expect([...loosened.values()]).toEqual(["`severities` sets LK107 to warning"]);
});
