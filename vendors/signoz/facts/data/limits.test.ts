import { describe, expect, it } from "vitest";
import { customRoleName, keyName, keySecret, objectId, roleName, selectorRules, serviceAccountName } from "./limits.ts";

const id = "019a1c2e-0000-7000-8000-00000000000a";

const names = [
  { rule: "account", pattern: serviceAccountName.pattern, given: "viewer-readonly", want: true },
  { rule: "account", pattern: serviceAccountName.pattern, given: "a".repeat(50), want: true },
  { rule: "account", pattern: serviceAccountName.pattern, given: "a".repeat(51), want: false },
  { rule: "account", pattern: serviceAccountName.pattern, given: "7days", want: false },
  { rule: "account", pattern: serviceAccountName.pattern, given: "Bot", want: false },
  { rule: "account", pattern: serviceAccountName.pattern, given: "bot\n", want: false },
  { rule: "key", pattern: keyName.pattern, given: "k".repeat(80), want: true },
  { rule: "key", pattern: keyName.pattern, given: "k".repeat(81), want: false },
  { rule: "secret", pattern: keySecret.pattern, given: `${"A".repeat(43)}=`, want: true },
  { rule: "id", pattern: objectId.pattern, given: id, want: true },
  { rule: "id", pattern: objectId.pattern, given: id.toUpperCase(), want: false },
  { rule: "account selector", pattern: selectorRules.serviceaccount.pattern, given: "*", want: true },
  { rule: "account selector", pattern: selectorRules.serviceaccount.pattern, given: "019a*", want: false },
  { rule: "role selector", pattern: selectorRules.role.pattern, given: "on-call", want: true },
  { rule: "role selector", pattern: selectorRules.role.pattern, given: id, want: false },
  { rule: "telemetry selector", pattern: selectorRules.telemetryresource.pattern, given: "", want: false },
];

describe("text rules", () => {
  it.each(names)("$rule $given → $want", ({ pattern, given, want }) => {
    expect(pattern.test(given)).toBe(want);
  });

  const isCustomRoleName = (name: string): boolean => roleName.pattern.test(name) && customRoleName.pattern.test(name);

  it("accepts letters and hyphens in custom role names", () => {
    expect(isCustomRoleName("viewer-service-account")).toBe(true);
  });

  it.each(["tier-2", "signozfoo", "signoz-viewer", "", "a".repeat(51)])("fails on the custom role name %j", (name) => {
    expect(isCustomRoleName(name)).toBe(false);
  });
});
