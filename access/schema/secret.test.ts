import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { Secret } from "./secret.ts";

const canary = "tower-of-quartz-71";

describe("Secret", () => {
  it.each([
    { way: "a template", show: (secret: Secret) => `${secret}` },
    { way: "String()", show: String },
    { way: "JSON", show: (secret: Secret) => JSON.stringify({ secret }) },
    { way: "util.inspect", show: (secret: Secret) => inspect({ secret }, { depth: 9, showHidden: true }) },
    { way: "an error's message", show: (secret: Secret) => String(new Error(`of ${secret}`)) },
    { way: "its own properties", show: (secret: Secret) => JSON.stringify(Object.entries(secret)) },
  ])("does not appear in $way", ({ show }) => {
    expect(show(new Secret(canary))).not.toContain(canary);
  });

  it("opens on request", () => {
    expect(new Secret(canary).open()).toBe(canary);
    expect(new Secret(canary).equals(new Secret(canary))).toBe(true);
    expect(new Secret(canary).equals(new Secret("other"))).toBe(false);
  });
});
