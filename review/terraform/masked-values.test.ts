import { describe, expect, it } from "vitest";
import { listChanges } from "./changes.ts";
import { maskValues } from "./masked-values.ts";
import { listShownObjects } from "./values.ts";

const head = {
  address: "access_role_binding.one",
  mode: "managed",
  type: "access_role_binding",
  name: "one",
  provider_name: "registry.terraform.io/latchkey/access",
};
const values = { id: "7", role_id: "8", reason: "canary-secret-4711" };
const marks = { id: true, role_id: true, reason: true };

describe("what Terraform does not show", () => {
  it("is not kept of a change", () => {
    const change = {
      actions: ["no-op"],
      before: values,
      after: values,
      before_sensitive: marks,
      after_sensitive: marks,
    };
    const [found] = listChanges({ resource_changes: [{ ...head, change }] });
    expect(found?.before).toEqual({ ...values, reason: "(sensitive value)" });
    expect(found?.after).toBe(found?.before);
    const onlyAfter = { ...change, actions: ["update"], before_sensitive: {} };
    const [updated] = listChanges({ resource_changes: [{ ...head, change: onlyAfter }] });
    expect(updated).toMatchObject({ before: values, after: { reason: "(sensitive value)" } });
  });

  it("is not kept of a state", () => {
    const resources = [{ ...head, values, sensitive_values: marks, schema_version: 0 }];
    const [found] = listShownObjects({ root_module: { resources } });
    expect(found?.values).toEqual({ ...values, reason: "(sensitive value)" });
  });

  it("is the very same value where nothing is hidden", () => {
    expect(maskValues(values, { id: true, secret: true })).toBe(values);
    expect(maskValues(values, null)).toBe(values);
  });
});
