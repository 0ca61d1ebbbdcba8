import { expect, test } from "vitest";
import { permissions } from "#vendors/bigeye/facts/permissions.ts";
import { CustomRole } from "../custom-role.ts";
import { Group } from "../group.ts";
import { createBigeyeStack, findBlocks, createSignozStack } from "../testing/test-stack.ts";
import { bigeye } from "./bigeye.ts";
import { signoz } from "./signoz.ts";

test("names an action on everything of a domain", () => {
  expect(bigeye.read("TABLE")).toEqual({ vendor: "bigeye", action: "READ", resource: "TABLE" });
});

test("refers to a role only by its name", () => {
  expect(bigeye.role("View")).toEqual({ vendor: "bigeye", name: "View" });
});

test("makes permissions that the vendor's rules accept", () => {
  const made = [
    bigeye.all("ALL"),
    bigeye.execute("SCAN_JOB"),
    bigeye.preview("CUSTOM_RULE"),
    bigeye.read("CLASSIFIER"),
    bigeye.write("WORKSPACE_TAG_ENTITY"),
  ];
  expect(made.map(({ action }) => action)).toEqual(["ALL", "EXECUTE", "PREVIEW", "READ", "WRITE"]);
  for (const { action, resource } of made) expect(permissions.problems({ action, resource })).toEqual([]);
});

test("sets its own arguments on a role and a group", () => {
  const stack = createBigeyeStack();
  new CustomRole(stack, "runner", { own: bigeye.baseRole("VIEW"), permissions: [bigeye.execute("SCAN_JOB")] });
  new Group(stack, "stewards", { own: bigeye.idpGroups(["okta-stewards"]) });
  expect(findBlocks(stack, "access_role")).toMatchObject([{ base: "VIEW" }]);
  expect(findBlocks(stack, "access_group")).toMatchObject([{ idp_groups: ["okta-stewards"] }]);
});

test("fails for its own arguments on another vendor's role", () => {
  expect(
    () =>
      new CustomRole(createSignozStack(), "runner", {
        own: bigeye.baseRole("VIEW"),
        permissions: [signoz.list("rule")],
      }),
  ).toThrow("`own` (base) belongs to bigeye");
});
