import { App, TerraformStack } from "cdktf";
import { expect, it } from "vitest";
import { withoutBackend } from "./example-app.ts";

it("leaves it to the folder of a test where the state of a stack is", () => {
  const stack = new TerraformStack(new App(), "team");
  stack.addOverride("locals.team", "orders");
  stack.prepareStack();
  const written = JSON.stringify(stack.toTerraform());
  expect(JSON.parse(written)).toHaveProperty("terraform.backend.local.path");

  const alone: unknown = JSON.parse(withoutBackend(written));
  expect(alone).not.toHaveProperty("terraform.backend");
  expect(alone).toHaveProperty("locals.team", "orders");
});
