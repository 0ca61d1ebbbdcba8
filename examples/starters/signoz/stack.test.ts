import { Testing } from "cdktf";
import { signoz } from "latchkey";
import { matchers } from "latchkey/testing";
import { describe, expect, it } from "vitest";
import { AccessStack } from "./stack.ts";

expect.extend(matchers);

const stack = new AccessStack(Testing.app(), "access");

describe("the nightly report", () => {
  it("reads dashboards, and does nothing else", () => {
    expect(stack).toGrantOnly("nightly-report", [signoz.read("dashboard"), signoz.list("dashboard")]);
  });

  it("does not come to administer the account", () => {
    expect(stack).not.toReach("nightly-report", signoz.role("signoz-admin"));
  });
});

it("breaks no rule of the review: its key ends, for one", () => {
  expect(stack).toHaveNoFindings({ failOn: "error" });
});
