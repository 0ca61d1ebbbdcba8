import { describe, expect, it } from "vitest";
import { parseVendorChoice } from "../accounts.ts";
import { openChange } from "../change/open-change.ts";
import { runFindings } from "../findings/run-findings.ts";
import { reviewFormats } from "../formats/registry.gen.ts";
import { readSides } from "../read-source.ts";
import { buildReport } from "../report/build-report.ts";
import {
  hasFeature,
  type PlanDocument,
  planVersions,
  readRecordedPlan,
  writePlanOf,
} from "../testing/plan-versions.ts";

const vendors = [parseVendorChoice("signoz")];

function open(plan: object) {
  const sides = readSides(JSON.stringify(plan), { vendors });
  return openChange([{ name: "plan", ...sides }], sides.madeAt ?? "");
}

function tell(plan: object): readonly string[] {
  return runFindings(open(plan)).map(({ code, address }) => `${code} ${address ?? ""}`.trim());
}

const cases = planVersions.map((version) => ({
  name: `${version.tool} 1.${version.minor}${version.isReal ? "" : " (synthetic)"}`,
  version,
}));

describe("a plan of each version", () => {
  it.each(cases)("$name says who gains and loses what, alike", ({ version }) => {
    const change = open(writePlanOf(version));
    const { difference } = change;
    expect(difference.verdict).toBe("both");
    const wanted = open(readRecordedPlan()).difference.subjects.flatMap(({ mayGain }) => mayGain);
    expect(difference.subjects.flatMap(({ mayGain }) => mayGain)).toHaveLength(wanted.length);
    expect(change.after.instances.filter(({ happening }) => happening === "imported")).toHaveLength(1);
    const left = change.after.instances.filter(({ presence }) => presence === "left").map(({ address }) => address);
    expect(left).toEqual(hasFeature(version, "forget") ? ["access_key.tug"] : []);
  });

  it.each(cases)("$name says what it leaves open, and knows each of its fields", ({ version }) => {
    const plan = writePlanOf(version);
    const found = tell(plan);
    expect(found.includes("LK905 access_service_account.later[*]")).toBe(hasFeature(version, "deferred"));
    expect(found.filter((one) => one.startsWith("LK901"))).toHaveLength(hasFeature(version, "invocations") ? 1 : 0);
    expect(found.filter((one) => one.startsWith("LK907"))).toEqual([]);
    expect(open(plan).blind.length > 0).toBe(hasFeature(version, "deferred"));
  });

  it.each(cases)("$name leaks no secret, in any form", ({ version }) => {
    const change = open(writePlanOf(version));
    const report = buildReport(change, runFindings(change));
    const text = reviewFormats.map((format) => format.write(report, { version: "0.0.0" })).join("\n");
    expect(JSON.stringify(writePlanOf(version))).toContain("canary-secret-");
    expect(text).not.toContain("canary-secret-");
  });
});

describe("a plan of a version to come", () => {
  const plan = readRecordedPlan();
  const [first, ...others] = plan.resource_changes;
  if (first === undefined) throw new Error("the plan has no changes");
  const withObject = (object: object): PlanDocument => ({
    ...plan,
    resource_changes: [{ ...first, ...object }, ...others],
  });

  it.each([
    {
      name: "a newer minor",
      given: { ...plan, format_version: "1.3" },
      says: "The plan is of format_version 1.3, and 1.2 is known here.",
    },
    { name: "a field of the plan", given: { ...plan, approvals: [] }, says: "not looked at: `approvals`." },
    { name: "a field of an object", given: withObject({ owner: "x" }), says: "not looked at: `owner`." },
    {
      name: "a field of a change",
      given: withObject({ change: { ...first.change, rollback: {} } }),
      says: "not looked at: `change.rollback`.",
    },
    {
      name: "many fields",
      given: { ...plan, ...Object.fromEntries(["a", "b", "c", "d", "e", "f", "g"].map((one) => [one, 1])) },
      says: "not looked at: `a`, `b`, `c`, `d`, `e` and 2 more.",
    },
  ])("with $name is read, and says so", ({ given, says }) => {
    const found = runFindings(open(given)).filter(({ code }) => code === "LK907");
    expect(found.map(({ message }) => message)).toEqual([expect.stringContaining(says)]);
    expect(open(given).difference.verdict).toBe("both");
    expect(open(given).blind).toEqual([]);
  });

  it("with a field of another provider's object says nothing", () => {
    expect(tell(withObject({ owner: "x", provider_name: "registry.terraform.io/hashicorp/null" }))).not.toContain(
      "LK907",
    );
  });

  it.each(["2.0", "0.2", "1", "1.x", null, 1.2])("of format_version %j is refused", (format_version) => {
    expect(() => open({ ...plan, format_version })).toThrow("and 1.x is read here");
  });

  it("with actions that nobody knows is blind for that object alone", () => {
    const given = withObject({ change: { ...first.change, actions: ["archive"] } });
    expect(open(given).blind).toEqual([expect.stringMatching(/^access_key\.ferry: this version does not know/)]);
  });
});

describe("a plan that is not all", () => {
  const plan = readRecordedPlan();

  it("says so once, without deferred objects of the provider", () => {
    const others = { reason: "unknown", resource_change: { address: "null_resource.x", provider_name: "x/null" } };
    for (const given of [
      { ...plan, complete: false },
      { ...plan, complete: false, deferred_changes: [others] },
    ]) {
      expect(tell(given).filter((one) => one.startsWith("LK905"))).toEqual(["LK905"]);
      expect(open(given).blind).toHaveLength(1);
    }
  });

  it("says which actions it invokes, those later too, and each once", () => {
    const action = {
      address: "action.access_key_rotate.ferry",
      provider_name: "registry.terraform.io/latchkey/access",
    };
    const other = { address: "action.local_command.x", provider_name: "registry.terraform.io/hashicorp/local" };
    const later = { reason: "deferred_prereq", action_invocation: action };
    const given = { ...plan, action_invocations: [action, action, other], deferred_action_invocations: [later] };
    expect(open(given).blind).toEqual([
      "action.access_key_rotate.ferry: the plan invokes it, and does not say what it does.",
    ]);
  });
});
