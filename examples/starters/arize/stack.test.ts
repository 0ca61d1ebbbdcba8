import { Testing } from "cdktf";
import { arize } from "latchkey";
import { matchers } from "latchkey/testing";
import { describe, expect, it } from "vitest";
import { AccessStack } from "./stack.ts";

expect.extend(matchers);

const stack = new AccessStack(Testing.app(), "access");

describe("the nightly ingest", () => {
  it("is a member of one space", () => {
    expect(stack).toGrant("nightly-ingest", "standing space MEMBER", { on: stack.production });
    expect(stack).toGrant("nightly-ingest", arize.permission("PROJECT_SPAN_CREATE"), { on: stack.production });
  });

  it("does not come to administer anything", () => {
    expect(stack).not.toReach("nightly-ingest", "standing account ADMIN");
    expect(stack).not.toReach("nightly-ingest", "standing space ADMIN");
  });
});

it("breaks no rule of the review: its key ends, for one", () => {
  expect(stack).toHaveNoFindings({ failOn: "error" });
});
