const assert = require("node:assert/strict");
const { test } = require("node:test");
const { TerraformStack, Testing } = require("cdktf");
const { expect } = require("expect");
const { AccessProvider, CustomRole, ServiceAccount, signoz } = require("latchkey");
const { matchers, startMock } = require("latchkey/testing");
const { AccessStack } = require("./stack.js");

expect.extend(matchers);

test("reads dashboards, and changes none", () => {
  const stack = new AccessStack(Testing.app(), "consumer");
  expect(stack).toGrant(stack.gannet, signoz.read("dashboard"));
  expect(stack).not.toGrant(stack.gannet, signoz.update("dashboard"));
  expect(stack).not.toReach(stack.gannet, signoz.role("signoz-admin"));
  expect(stack).toHaveNoFindings({ failOn: "error" });
});

test("is told where a question is wrong that TypeScript would find", () => {
  const stack = new AccessStack(Testing.app(), "consumer");
  assert.throws(() => expect(stack).not.toGrant(undefined, "read dashboard"), /The principal is undefined/);
  assert.throws(() => expect(stack).not.toGrant(stack.gannet), /permission/);
  assert.throws(() => expect(stack).toGrantOnly(stack.gannet, "read dashboard"), /as a list/);
  assert.throws(() => expect(undefined).toHaveNoFindings(), /Received undefined/);
});

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
