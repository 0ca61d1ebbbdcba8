import { describe, expect, it } from "vitest";
import { readPlanCase, keep } from "../testing/plan-case.ts";

const role = { id: "r1", name: "reader", permissions: [{ action: "read", resource: "dashboard", selectors: null }] };
const account = { id: "a1", name: "robot", role_ids: null };
const binding = { id: "b1", role_id: "r1", service_account_id: "a1" };

describe("what Terraform lets go of", () => {
  it("with `removed { destroy = false }` is still there: nothing is lost", () => {
    const { difference, tell } = readPlanCase("signoz", [
      keep("role", "reader", role),
      keep("service_account", "robot", account),
      { noun: "role_binding", name: "robot", before: binding, actions: ["forget"] },
    ]);
    expect(tell("robot")).toEqual(["read dashboard *"]);
    expect(difference).toMatchObject({ verdict: "neither", subjects: [] });
  });

  it("with a destroy is lost", () => {
    const { difference, tell } = readPlanCase("signoz", [
      keep("role", "reader", role),
      keep("service_account", "robot", account),
      { noun: "role_binding", name: "robot", before: binding },
    ]);
    expect(tell("robot")).toEqual([]);
    expect(difference).toMatchObject({ verdict: "narrows", subjects: [{ lost: [{}] }] });
  });
});
