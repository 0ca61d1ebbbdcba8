import { Testing } from "cdktf";
import { bigeye } from "latchkey";
import { listPermissions, matchers } from "latchkey/testing";
import { describe, expect, it } from "vitest";
import { AccessStack } from "./stack.ts";

expect.extend(matchers);

const stack = new AccessStack(Testing.app(), "access");
const { serviceAccount: checks } = stack.checks;

describe("the nightly checks", () => {
  it("run, and view, in one workspace and nowhere else", () => {
    expect(stack).toGrantOnly(checks, [bigeye.execute("CUSTOM_RULE"), bigeye.read("ALL")]);
    expect(listPermissions(stack, checks).map(({ on }) => on)).toEqual(["Warehouse", "Warehouse"]);
  });

  it("do not come to administer the account", () => {
    expect(stack).not.toReach(checks, "standing Admin");
  });
});

it("breaks no rule of the review: its key is rotated, for one", () => {
  expect(stack).toHaveNoFindings({ failOn: "error" });
});
