import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { Testing } from "cdktf";
import { expect } from "expect";
import { signoz } from "latchkey";
import { type AccessMatchers, matchers, startMock } from "latchkey/testing";
import { AccessStack } from "./stack";

declare module "expect" {
  interface Matchers<R> extends AccessMatchers<R> {}
}

expect.extend(matchers);

test("reads dashboards, and changes none", () => {
  const stack = new AccessStack(Testing.app(), "consumer");
  expect(stack).toGrant("gannet", signoz.read("dashboard"));
  expect(stack).not.toGrant("gannet", signoz.update("dashboard"));
  expect(stack).not.toReach("gannet", signoz.role("signoz-admin"));
  expect(stack).toHaveNoFindings({ failOn: "error" });
});

test("has a role that reads one account", () => {
  const synthesized = JSON.parse(Testing.synth(new AccessStack(Testing.app(), "consumer"), true));
  const [role] = Object.values<{ permissions: unknown[] }>(synthesized.resource.access_role);
  assert.equal(role?.permissions.length, 2);
});

test("starts a mock", async () => {
  const mock = await startMock();
  assert.ok("signoz" in mock.vendors);
  await mock.stop();
});

test("is told what to do when the package itself is bundled too", () => {
  const bundle = ["esbuild", "main.ts", "--bundle", "--platform=node", "--outfile=whole/main.cjs", "--log-level=error"];
  execFileSync("npx", bundle);
  assert.throws(
    () => execFileSync(process.execPath, ["whole/main.cjs"], { stdio: "pipe" }),
    /Mark latchkey as external/,
  );
});
