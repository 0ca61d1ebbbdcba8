import { describe, expect, it } from "vitest";
import { listDefaultImportForms, listFormAttributes } from "#access/schema/import-forms.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { writeImportId } from "./import-id.ts";

const rows = Object.values(vendorFacts).flatMap(({ name: vendor, nouns }) =>
  nounDefinitions.flatMap((definition) => {
    const facts = nouns[definition.type];
    return facts === undefined
      ? []
      : [{ vendor, type: definition.type, forms: facts.importForms ?? listDefaultImportForms(definition) }];
  }),
);

const account = (vendor: string) => ({ vendor, endpoint: "https://vendor.example", alias: "main", organization: null });

function fill(form: string, state: Readonly<Record<string, string>>): string {
  return listFormAttributes(form).reduce((id, name) => id.replace(`{${name}}`, state[name] ?? ""), form);
}

describe.each(rows)("$type of $vendor", ({ vendor, type, forms }) => {
  const names = new Set(forms.flatMap(listFormAttributes));
  const whole = Object.fromEntries([...names].map((name) => [name, `the-${name}`]));

  it("has the import ID of one of its forms", () => {
    const written = writeImportId({ type, account: account(vendor), state: whole });
    expect(forms.map((form) => fill(form, whole))).toContain(written);
  });

  it("has none without what every form asks for, nor with an empty text", () => {
    expect(writeImportId({ type, account: account(vendor), state: {} })).toBeNull();
    const empty = Object.fromEntries([...names].map((name) => [name, ""]));
    expect(writeImportId({ type, account: account(vendor), state: empty })).toBeNull();
  });

  it.each(forms)("is written by %s where the state tells no more", (form) => {
    const own = new Set(listFormAttributes(form));
    const state = Object.fromEntries([...own].map((name) => [name, `the-${name}`]));
    const possible = forms.filter((one) => listFormAttributes(one).every((name) => own.has(name)));
    expect(possible.map((one) => fill(one, state))).toContain(writeImportId({ type, account: account(vendor), state }));
  });
});

it("knows nothing of a noun that this version does not have", () => {
  expect(writeImportId({ type: "spaceship", account: account("signoz"), state: { id: "1" } })).toBeNull();
});
