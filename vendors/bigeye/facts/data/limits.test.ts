import { describe, expect, it } from "vitest";
import { anyName, memberEmail, objectId } from "./limits.ts";

describe("rules", () => {
  it.each([
    { rule: "name", pattern: anyName.pattern, given: "Nightly loads (EU)", want: true },
    { rule: "name", pattern: anyName.pattern, given: " ", want: false },
    { rule: "email", pattern: memberEmail.pattern, given: "ada@acme.example", want: true },
    { rule: "email", pattern: memberEmail.pattern, given: "ada", want: false },
    { rule: "id", pattern: objectId.pattern, given: "9223372036854775807", want: true },
    { rule: "id", pattern: objectId.pattern, given: "0", want: false },
    { rule: "id", pattern: objectId.pattern, given: "7x", want: false },
  ])("$rule $given → $want", ({ pattern, given, want }) => {
    expect(pattern.test(given)).toBe(want);
  });
});
