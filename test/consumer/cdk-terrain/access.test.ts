import { Testing } from "cdktn";
import { Role } from "latchkey/cdktn/l1";
import { startMock } from "latchkey/cdktn/testing";
import { expect, it } from "vitest";
import { AccessStack } from "./stack.ts";

it("has a role that reads one account", () => {
  const synthesized = Testing.synth(new AccessStack(Testing.app(), "consumer"), true);
  const permissions = [
    { action: "list", resource: "serviceaccount" },
    { action: "read", resource: "serviceaccount", selectors: [expect.stringContaining("gannet")] },
  ];
  const roles: unknown = JSON.parse(synthesized).resource[Role.tfResourceType];
  expect(Object.values(Object(roles))).toEqual([expect.objectContaining({ name: "gannet-keys", permissions })]);
});

it("starts a mock", async () => {
  const mock = await startMock();
  try {
    expect(Object.keys(mock.vendors)).toContain("signoz");
  } finally {
    await mock.stop();
  }
});
