import { App, TerraformStack } from "cdktn";
import { expect, it } from "vitest";
import { AccessProvider } from "#constructs/index.ts";

it("fails for a stack of CDK Terrain, with the entry that is for it", () => {
  const stack = new TerraformStack(new App(), "garden");
  expect(() => new AccessProvider(stack, "signoz", { vendor: "signoz" })).toThrow(
    'garden: the stack is of CDK Terrain (cdktn), and these constructs are for CDKTF. Import from "latchkey/cdktn"',
  );
});
