const assert = require("node:assert/strict");
const { test } = require("node:test");
const { TerraformStack, Testing } = require("cdktf");
const { AccessProvider, CustomRole, ServiceAccount, signoz } = require("latchkey");
const { startMock } = require("latchkey/testing");
const { AccessStack } = require("./stack.js");

test("has a role that reads one account", () => {
  const synthesized = JSON.parse(Testing.synth(new AccessStack(Testing.app(), "consumer"), true));
  const [role] = Object.values(synthesized.resource.access_role);
  assert.equal(role.permissions.length, 2);
});

test("is told where a mistake is that TypeScript would find", () => {
  const stack = new TerraformStack(Testing.app(), "team");
  assert.throws(() => new AccessProvider(stack, "signoz"), /team\/signoz/);
  new AccessProvider(stack, "signoz", { vendor: "signoz" });
  assert.throws(() => new CustomRole(stack, "petrel", { permissions: [undefined] }), /team\/petrel/);
  assert.throws(() => new ServiceAccount(stack, "tern", null), /team\/tern/);
  const permissions = [signoz.attach("dashboard")];
  assert.throws(() => new CustomRole(stack, "auk", { permissions }), /team\/auk.*attach/);
});

test("starts a mock", async () => {
  const mock = await startMock();
  assert.ok("signoz" in mock.vendors);
  await mock.stop();
});
