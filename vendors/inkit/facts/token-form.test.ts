import { describe, expect, it } from "vitest";
import { findTokenFault } from "./token-form.ts";

describe("findTokenFault", () => {
  it.each(["qK4", "a:b", "tokenless", "bearer-of-news"])("accepts %s", (token) => {
    expect(findTokenFault(token)).toBeUndefined();
  });

  it.each([
    { name: "a scheme", given: "Bearer s3cret", says: 'begins with the scheme "Bearer"' },
    { name: "another scheme", given: "token s3cret", says: 'begins with the scheme "token"' },
    { name: "the header's name", given: "X-Inkit-API-Token: s3cret", says: "begins with a header's name" },
    {
      name: "the header's name without a space",
      given: "x-inkit-api-token:s3cret",
      says: "begins with a header's name",
    },
    { name: "a line break", given: "s3cret\n", says: "characters that no header can carry" },
    { name: "an empty text", given: "", says: "no header can carry" },
  ])("fails on $name, naming the right form and never the token", ({ given, says }) => {
    const fault = findTokenFault(given);
    expect(fault).toContain(says);
    expect(fault).toContain("X-Inkit-API-Token");
    expect(fault).not.toContain("s3cret");
  });
});
