import { describe, expect, it } from "vitest";
import {
  AccessProvider,
  AutomationAccount,
  bigeye,
  CustomRole,
  Key,
  Scope,
  ServiceAccount,
  ServiceKey,
  signoz,
} from "#constructs/index.ts";
import { TerraformStack, Testing } from "#constructs/shared/cdktf.ts";
import { openVendorBench } from "./support/access.ts";

const stacks: { readonly [vendor: string]: (stack: TerraformStack) => void } = {
  signoz(stack) {
    const bot = new ServiceAccount(stack, "bot");
    bot.addRole(signoz.role("signoz-viewer"));
    new CustomRole(stack, "attacher", {
      description: "what costs ${5}",
      permissions: [signoz.attach(bot), signoz.create("factor-api-key")],
    });
    new Key(stack, "key", { serviceAccount: bot, keepers: { round: "1" }, expiresIn: "90d", rotateAfter: "60d" });
  },
  arize(stack) {
    const organization = Scope.fromName(stack, "org", { type: "organization", name: "acme" });
    const space = Scope.fromName(stack, "space", { type: "space", name: "Space A", parent: organization });
    new ServiceKey(stack, "pipeline", { organization, spaces: [space], expiresIn: "30d" });
  },
  bigeye(stack) {
    const on = Scope.fromName(stack, "workspace", { type: "workspace", name: "Default Workspace" });
    new AutomationAccount(stack, "loader", { role: bigeye.role("View"), on, key: {} });
  },
};

// `cdktf synth --hcl` writes it; Terraform takes nested attributes only as values, never as blocks.
describe("a stack that is synthesized as HCL", () => {
  it.each(Object.entries(stacks))("is valid for %s", async (vendor, build) => {
    const stack = new TerraformStack(Testing.app(), "hcl");
    new AccessProvider(stack, vendor, { vendor: vendor as "signoz" });
    build(stack);
    const bench = await openVendorBench(vendor);
    try {
      await bench.workspace.write(Testing.synthHcl(stack, true));
      expect(await bench.workspace.must("validate", "-no-color")).toContain("The configuration is valid");
    } finally {
      await bench.close();
    }
  });
});
