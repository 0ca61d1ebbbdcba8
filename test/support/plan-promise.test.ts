import { describe, expect, it } from "vitest";
import { type ChangeOptions, createChange, createPlan } from "#review/testing/documents.ts";
import { checkPlanPromise } from "./plan-promise.ts";

const permissions = (...actions: readonly string[]): object => ({
  permissions: actions.map((action) => ({ action, resource: "dashboard", selectors: null })),
});

/** A plan for an account with a role, and the state that came of it. */
function apply(planned: object, done: object, changed: ChangeOptions = {}) {
  const role = createChange("ferry", ["create"], { values: { ...planned, id: "r1" }, ...changed });
  const account = createChange("bot", ["create"], { values: { id: "a1", role_ids: ["r1"] }, noun: "service_account" });
  const plan = createPlan([role, account], [{ key: "access", vendor: "signoz" }]);
  const resources = [role, account].map(({ change, ...one }) => ({ ...one, values: change.after }));
  const [first, ...others] = resources;
  const state = {
    format_version: "1.0",
    values: { root_module: { resources: [{ ...first, values: { ...first?.values, ...done } }, ...others] } },
  };
  return { plan: JSON.stringify(plan), state: JSON.stringify(state) };
}

describe("what a plan says", () => {
  it("is what comes of it", () => {
    expect(() => checkPlanPromise(apply(permissions("read"), permissions("read")))).not.toThrow();
  });

  it("is told from what it did not say", () => {
    expect(() => checkPlanPromise(apply(permissions("read"), permissions("read", "update")))).toThrow(
      /possible: bot .*"action":"update"/,
    );
  });

  it("is told from what did not come true", () => {
    expect(() => checkPlanPromise(apply(permissions("read"), permissions()))).toThrow(/promised: bot .*"read"/);
  });
});
