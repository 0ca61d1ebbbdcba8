import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { nounDefinitions } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { root } from "../laws/repository.ts";
import { headerOf, openVendorBench, type VendorBench } from "./support/access.ts";

const cases = Object.values(vendorFacts).flatMap(({ name: vendor, nouns }) =>
  nounDefinitions.flatMap((definition) => {
    const { type } = definition;
    const path = join(root, "examples", "terraform", "resources", type, `${vendor}.tf`);
    if (definition.kind !== "resource" || !existsSync(path)) return [];
    const forms = nouns[type]?.importForms ?? [definition.importId.map((name) => `{${name}}`).join("/")];
    return [{ vendor, type, forms, example: readFileSync(path, "utf8") }];
  }),
);

function toSnake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The last form whose attributes are all in state. */
function writeImportId(forms: readonly string[], state: { readonly [name: string]: unknown }): string {
  const filled = forms.map((form) => form.replaceAll(/\{(\w+)\}/g, (all, name) => String(state[toSnake(name)] ?? all)));
  // The last one is the shortest.
  const id = filled.findLast((one) => !one.includes("{"));
  if (id === undefined) throw new Error(`no import ID of the form ${forms.join(" or ")}`);
  return id;
}

it("is tried for many vendors and nouns", () => {
  expect(cases.length).toBeGreaterThan(12);
});

// In the apply, the address that keeps the object is no change, so that only the plan can see both.
describe.each(cases)("$vendor $type", ({ vendor, type, forms, example }) => {
  let bench: VendorBench;
  afterEach(() => bench.close());

  it("is not destroyed at one address while another imports it", async () => {
    const seed: unknown = JSON.parse(
      readFileSync(join(root, "test", "fixtures", "examples", `${vendor}.json`), "utf8"),
    );
    bench = await openVendorBench(vendor, { seed: { [vendor]: seed } });
    const { workspace } = bench;
    const [, label = ""] = new RegExp(`resource "access_${type}" "(\\w+)"`).exec(example) ?? [];
    const address = `access_${type}.${label}`;
    await workspace.write(headerOf(vendor) + example);
    await workspace.must("apply", "-no-color", "-input=false", "-auto-approve");
    const id = writeImportId(forms, (await workspace.state())[address] ?? {});
    const renamed = example
      .replaceAll(address, `access_${type}.renamed`)
      .replace(`"access_${type}" "${label}"`, `"access_${type}" "renamed"`);
    const block = (kind: string, arguments_: string) => `\n${kind} {\n${arguments_}\n}\n`;
    await workspace.write(headerOf(vendor) + renamed + block("import", `to = access_${type}.renamed\nid = "${id}"`));
    expect(await workspace.mustFail("plan", "-no-color", "-input=false")).toContain("this plan destroys one of them");
    await workspace.write(
      headerOf(vendor) + renamed + block("moved", `from = ${address}\nto = access_${type}.renamed`),
    );
    expect(await workspace.plan()).toEqual({});
    await workspace.must("destroy", "-no-color", "-auto-approve");
  });
});
