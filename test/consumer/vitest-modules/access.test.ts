import { Testing } from "cdktf";
import { signoz } from "latchkey";
import { Role } from "latchkey/l1";
import { listPrincipals, matchers, startMock } from "latchkey/testing";
import { describe, expect, it } from "vitest";
import { AccessStack } from "./stack.ts";

expect.extend(matchers);

describe("the gannet", () => {
  const stack = new AccessStack(Testing.app(), "consumer");

  it("reads dashboards, and changes none", () => {
    expect(stack).toGrant(stack.gannet, signoz.read("dashboard"));
    expect(stack).not.toGrantAnyOf(stack.gannet, [signoz.update("dashboard"), signoz.delete("dashboard")]);
    expect(stack).not.toReach(stack.gannet, signoz.role("signoz-admin"));
    expect(listPrincipals(stack, signoz.read("dashboard")).map(({ name }) => name)).toEqual(["gannet"]);
  });

  it("gains nothing since the last release, and breaks no rule", () => {
    expect(stack).not.toBroaden(Testing.synth(new AccessStack(Testing.app(), "consumer")));
    expect(stack).toHaveNoFindings({ failOn: "error" });
  });

  it("tells the line that gives too much", () => {
    const tooMuch = () => expect(stack).not.toGrant("gannet", "read dashboard");
    expect(tooMuch).toThrow(/gannet can read dashboard[^]*stack\.ts:\d+/);
  });
});

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
