import { describe, expect, it } from "vitest";
import { displayName, objectId } from "./limits.ts";

describe("text rules", () => {
  it.each([
    { rule: "name", pattern: displayName.pattern, given: "Salesforce – invoices (EU)", want: true },
    { rule: "name", pattern: displayName.pattern, given: "", want: false },
    { rule: "name", pattern: displayName.pattern, given: " \t", want: false },
    { rule: "id", pattern: objectId.pattern, given: "role_4Vt1zKQ2m8XcYpLr0aWbEh", want: true },
    { rule: "id", pattern: objectId.pattern, given: "Developer", want: false },
    { rule: "id", pattern: objectId.pattern, given: "role_4Vt/..", want: false },
  ])("$rule $given → $want", ({ pattern, given, want }) => {
    expect(pattern.test(given)).toBe(want);
  });
});
