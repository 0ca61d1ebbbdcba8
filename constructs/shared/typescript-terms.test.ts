import { describe, expect, it } from "vitest";
import { nounDefinition, nounDefinitions } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { type NounTerms, toTypeScript } from "./typescript-terms.ts";

const props: NonNullable<NounTerms["props"]> = { scope: "on", serviceAccountId: "serviceAccount" };

describe("a message in TypeScript's terms", () => {
  it.each([
    { name: "an attribute", noun: "key", given: "Set `rotate_after`.", want: "Set `rotateAfter`." },
    { name: "a prop of another name", noun: "role_binding", given: "`scope` is missing", want: "`on` is missing" },
    { name: "a field", noun: "role_binding", given: '`scope.type` is "x"', want: '`on.type` is "x"' },
    { name: "an id", noun: "key", given: "Set `service_account_id`.", want: "Set `serviceAccount`." },
    { name: "one vendor's argument", noun: "key", given: "`access` is missing", want: "`own` (access) is missing" },
    {
      name: "a data source",
      noun: "member",
      given: "use the data source access_member",
      want: "use `Member.fromName`",
    },
    { name: "a binding", noun: "member", given: "with access_role_binding.", want: "with `addRole`." },
    { name: "a resource type", noun: "key", given: "of access_service_account", want: "of `ServiceAccount`" },
    { name: "the right article", noun: "role", given: "make an access_key", want: "make a `Key`" },
    { name: "an attribute without quotes", noun: "role", given: "its expires_at", want: "its `expiresAt`" },
    { name: "a value as it is", noun: "key", given: '`name` is "my access_key"', want: '`name` is "my access_key"' },
    { name: "the noun", noun: "role_binding", given: "Acme role_binding: no", want: "Acme role binding: no" },
  ])("has $name", ({ noun, given, want }) => {
    expect(toTypeScript(given, { definition: nounDefinition(noun), props })).toBe(want);
  });

  it("contains no HCL in the advice of any vendor", () => {
    const advice = Object.values(vendorFacts).flatMap(({ nouns, instead = {} }) => [
      ...Object.values(instead),
      ...Object.values(nouns).flatMap(({ attributes }) =>
        Object.values(attributes).flatMap(({ unsupported }) => unsupported ?? []),
      ),
    ]);
    expect(advice.length).toBeGreaterThan(10);
    for (const definition of nounDefinitions) {
      for (const text of advice)
        expect(toTypeScript(text, { definition })).not.toMatch(/\b[a-z]+_[a-z_]+\b|data source/);
    }
  });
});
