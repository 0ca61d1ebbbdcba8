import { expect, it } from "vitest";
import { AccessProvider, arize, Scope, ServiceKey } from "#constructs/index.ts";
import { TerraformStack, Testing } from "#constructs/shared/cdktf.ts";
import { createVendorStack, vendorNames } from "#test/support/vendor-stacks.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { matchers } from "../index.ts";

expect.extend(matchers);

function listFindings(stack: TerraformStack): string {
  try {
    expect(stack).toHaveNoFindings({ failOn: "note" });
  } catch (error) {
    return String(error);
  }
  throw new Error("nothing was found");
}

const withoutObjects = vendorNames.filter((name) => vendorFacts[name]?.permissions.objects === undefined);

it.each(withoutObjects)("advises no selectors where the vendor has none: %s", (name) => {
  expect(listFindings(createVendorStack(name).stack)).not.toContain("selectors");
});

it("says what to do about a level that leads to more", () => {
  const stack = new TerraformStack(Testing.app(), "access");
  new AccessProvider(stack, "arize", { vendor: "arize" });
  const organization = Scope.fromName(stack, "acme", { type: "organization", name: "acme" });
  const space = Scope.fromName(stack, "landings", { type: "space", name: "Landings", parent: organization });
  new ServiceKey(stack, "ingest", { organization, spaces: [space], role: arize.level.member, expiresIn: "90d" });
  expect(listFindings(stack)).toMatch(/LK106[^]*Give a role or a level without it\./);
});
