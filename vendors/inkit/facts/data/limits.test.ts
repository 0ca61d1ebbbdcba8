import { describe, expect, it } from "vitest";
import { displayName, objectId, tokenFault } from "./limits.ts";

describe("rules", () => {
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

describe("the form of a token", () => {
  it.each(["qK4", "a:b", "tokenless", "bearer-of-news"])("%s is right", (token) => {
    expect(tokenFault(token)).toBeUndefined();
  });

  it.each([
    { name: "a scheme", given: "Bearer s3cret", says: 'begins with the scheme "Bearer"' },
    { name: "another's scheme", given: "token s3cret", says: 'begins with the scheme "token"' },
    { name: "the header's name", given: "X-Inkit-API-Token: s3cret", says: "begins with a header's name" },
    { name: "the header's name, close by", given: "x-inkit-api-token:s3cret", says: "begins with a header's name" },
    { name: "a line's end", given: "s3cret\n", says: "characters that no header can carry" },
    { name: "nothing", given: "", says: "no header can carry" },
  ])("fails with $name, naming the right form and never the token", ({ given, says }) => {
    const fault = tokenFault(given);
    expect(fault).toContain(says);
    expect(fault).toContain("X-Inkit-API-Token");
    expect(fault).not.toContain("s3cret");
  });
});
