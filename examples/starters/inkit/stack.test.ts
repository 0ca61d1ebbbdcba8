import { Testing } from "cdktf";
import { inkit } from "latchkey";
import { matchers } from "latchkey/testing";
import { expect, it } from "vitest";
import { AccessStack } from "./stack.ts";

expect.extend(matchers);

const stack = new AccessStack(Testing.app(), "access");

it("the archive makes and changes folders, and does nothing else", () => {
  const permissions = [inkit.permission("folders.create"), inkit.permission("folders.update")];
  expect(stack).toGrantOnly("Contract archive", permissions);
});

it("breaks no rule of the review: its key is rotated, for one", () => {
  expect(stack).toHaveNoFindings({ failOn: "error" });
});
