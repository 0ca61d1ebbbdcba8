import { describe, expect, it } from "vitest";
import { allows, type Atom } from "#access/model/permissions/permission.ts";
import { domains } from "./data/catalog.ts";
import { permissions as facts } from "./permissions.ts";

function may(held: Partial<Atom>, wanted: Partial<Atom>): boolean {
  const right = { action: "READ", resource: "TABLE", selector: "*" };
  const { action, resource } = { ...right, ...held };
  return allows([{ action, resource, selectors: null }], { ...right, ...wanted }, facts);
}

describe("a right covers", () => {
  it.each([
    { name: "itself", held: {}, wanted: {}, want: true },
    { name: "each action by ALL", held: { action: "ALL" }, wanted: { action: "PREVIEW" }, want: true },
    { name: "each domain by ALL", held: { resource: "ALL" }, wanted: { resource: "PROFILE" }, want: true },
    { name: "not ALL by one action", held: {}, wanted: { action: "ALL" }, want: false },
    { name: "not ALL by one domain", held: {}, wanted: { resource: "ALL" }, want: false },
    { name: "not reading by writing", held: { action: "WRITE" }, wanted: {}, want: false },
    { name: "not another domain", held: {}, wanted: { resource: "PROFILE" }, want: false },
    {
      name: "not a tag's entities by the tag",
      held: { resource: "WORKSPACE_TAG" },
      wanted: { resource: "WORKSPACE_TAG_ENTITY" },
      want: false,
    },
  ])("$name: $want", ({ held, wanted, want }) => {
    expect(may(held, wanted)).toBe(want);
  });
});

describe("permission problems", () => {
  it.each([
    {
      name: "an unknown domain",
      given: { resource: "TABLES", action: "READ" },
      field: "resource",
      says: "TABLE",
    },
    {
      name: "the wire's spelling",
      given: { resource: "PERMISSION_DOMAIN_TABLE" },
      field: "resource",
      says: "use one of ALL",
    },
    { name: "an unknown action", given: { action: "DELETE" }, field: "action", says: "PREVIEW" },
    {
      name: "an action that the domain does not have",
      given: { resource: "SCAN_JOB", action: "PREVIEW" },
      field: "action",
      says: "SCAN_JOB does not have",
    },
    {
      name: "a selector",
      given: { resource: "TABLE", action: "READ", selectors: ["17"] },
      field: "selectors",
      says: "workspace",
    },
  ])("fails on $name", ({ given, field, says }) => {
    const [problem, ...others] = facts.problems(given);
    expect(problem?.field).toBe(field);
    expect(problem?.message).toContain(says);
    expect(others).toEqual([]);
  });

  it("do not exist for the catalog, nor for unknown values", () => {
    const pairs = domains.flatMap(({ domain, actions }) => actions.map((action) => ({ resource: domain, action })));
    expect(pairs.length).toBeGreaterThan(30);
    for (const pair of pairs) expect(facts.problems(pair)).toEqual([]);
    expect(facts.problems({})).toEqual([]);
    expect(facts.problems({ resource: "TABLE", action: "READ", selectors: ["*"] })).toEqual([]);
  });
});

describe("managed roles", () => {
  const holds = (name: string, action: string): boolean =>
    allows(facts.managedRoles[name] ?? [], { action, resource: "TABLE", selector: "*" }, facts);

  it.each([
    { name: "Admin", want: ["PREVIEW", "WRITE", "EXECUTE", "READ"] },
    { name: "Manage", want: ["PREVIEW", "WRITE", "EXECUTE", "READ"] },
    { name: "Edit", want: ["WRITE", "EXECUTE", "READ"] },
    { name: "View", want: ["READ"] },
  ])("$name holds $want on tables", ({ name, want }) => {
    expect(["PREVIEW", "WRITE", "EXECUTE", "READ"].filter((action) => holds(name, action))).toEqual(want);
  });

  it("are Admin, Manage, Edit and View", () => {
    expect(Object.keys(facts.managedRoles)).toEqual(["Admin", "Manage", "Edit", "View"]);
  });
});
