import { expect, test } from "vitest";
import { permissions } from "../../vendors/bigeye/facts/permissions.ts";
import { bigeye } from "./bigeye.ts";

test("names an action on everything of a domain", () => {
  expect(bigeye.read("TABLE")).toEqual({ vendor: "bigeye", action: "READ", resource: "TABLE" });
});

test("names a role by its name alone", () => {
  expect(bigeye.role("View")).toEqual({ vendor: "bigeye", name: "View" });
});

test("makes what the vendor's rules accept", () => {
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
