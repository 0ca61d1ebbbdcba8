import { describe, expect, it } from "vitest";
import { CustomRole } from "../custom-role.ts";
import { Key } from "../key.ts";
import { ServiceAccount } from "../service-account.ts";
import { createSignozStack } from "../testing/test-stack.ts";
import { bigeye } from "./bigeye.ts";
import { signoz } from "./signoz.ts";

type Anything = (...given: readonly unknown[]) => unknown;

describe("from JavaScript", () => {
  const update = signoz.update as Anything;
  const id = "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80";

  it.each([
    [[id]],
    [["*"]],
    [[]],
    [id],
    [null],
    [""],
    [{}],
    [{ only: id }],
    [{ only: [7] }],
    [{ only: [id] }, { only: [id] }],
  ])("a permission on one kind is never widened to all: %j", (...rest) => {
    expect(() => update("dashboard", ...rest)).toThrow(
      'signoz.update("dashboard"): what follows the kind is not { only: […] }',
    );
  });

  it.each([undefined, null, 7, {}])("a permission is on something: %s", (given) => {
    expect(() => (signoz.attach as Anything)(given)).toThrow("signoz.attach: argument 0 is none of those.");
  });

  it.each(["okta", null, undefined, ["a", ""], [7]])(
    "groups of the identity provider are a list of names: %j",
    (given) => {
      expect(() => (bigeye.idpGroups as Anything)(given)).toThrow("bigeye.idpGroups: what it got is no list of names");
    },
  );

  it("an account is no role, and a role is no account", () => {
    const stack = createSignozStack();
    const account = new ServiceAccount(stack, "one");
    const role = new CustomRole(stack, "two", { permissions: [signoz.read("dashboard")] });
    expect(() => (account.addRole as Anything).call(account, account)).toThrow(
      "billing/one: what it is granted is no role",
    );
    const make = () => new Key(stack, "three", { serviceAccount: role as unknown as ServiceAccount });
    expect(make).toThrow("billing/three: `serviceAccount`: billing/two is no service account.");
  });
});
