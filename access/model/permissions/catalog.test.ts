import { expect, test } from "vitest";
import { filterCatalog } from "./catalog.ts";

const reef = { resource: "reef", actions: ["map", "fish"], selectors: "a reef's name" };
const buoy = { resource: "buoy", actions: ["map"], selectors: null };
const catalog = [reef, buoy];

test.each([
  { name: "all, by resource", given: { resource: null, action: null }, want: [buoy, reef] },
  { name: "one resource, with all of its actions", given: { resource: "reef", action: "map" }, want: [reef] },
  { name: "the resources that have an action", given: { resource: null, action: "fish" }, want: [reef] },
])("selects $name", ({ given, want }) => {
  expect(filterCatalog(catalog, given)).toStrictEqual(want);
});

test.each([
  {
    name: "a resource that there is not",
    given: { resource: "pier", action: null },
    want: '"pier". Known resources: reef, buoy.',
  },
  {
    name: "an action that no resource has",
    given: { resource: null, action: "dive" },
    want: "Known actions: map, fish.",
  },
  {
    name: "an action that the resource lacks",
    given: { resource: "buoy", action: "fish" },
    want: "Known actions: map.",
  },
])("fails for $name", ({ given, want }) => {
  expect(() => filterCatalog(catalog, given)).toThrow(want);
});
