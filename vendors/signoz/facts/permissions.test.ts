import { describe, expect, it } from "vitest";
import { allows, type Atom } from "#access/model/permissions/permission.ts";
import { permissions as facts } from "./permissions.ts";

const id = "019a1c2e-0000-7000-8000-00000000000a";

function isAllowed(held: Atom, wanted: Partial<Atom>): boolean {
  const { action, resource, selector } = held;
  return allows([{ action, resource, selectors: [selector] }], { ...held, ...wanted }, facts);
}

describe("what a permission covers", () => {
  const logs = { action: "read", resource: "logs", selector: "builder_query/signoz.workspace.key.id/*" };
  const board = { action: "read", resource: "dashboard", selector: id };

  it.each([
    { name: "itself", held: board, wanted: {}, want: true },
    { name: "one object by all", held: { ...board, selector: "*" }, wanted: { selector: id }, want: true },
    { name: "not all objects by one", held: board, wanted: { selector: "*" }, want: false },
    { name: "not another verb", held: board, wanted: { action: "update" }, want: false },
    { name: "not another kind", held: board, wanted: { resource: "rule" }, want: false },
    {
      name: "a value under its key",
      held: logs,
      wanted: { selector: "builder_query/signoz.workspace.key.id/a/b" },
      want: true,
    },
    {
      name: "the other spelling of the key",
      held: logs,
      wanted: { selector: "builder_query/resource.signoz.workspace.key.id/a" },
      want: true,
    },
    { name: "not the whole query type by a key", held: logs, wanted: { selector: "builder_query" }, want: false },
    { name: "not another query type", held: logs, wanted: { selector: "promql" }, want: false },
    {
      name: "nothing by a selector if the verb needs the whole kind",
      held: { action: "create", resource: "dashboard", selector: id },
      wanted: {},
      want: false,
    },
    {
      name: "one object by the whole kind",
      held: { action: "create", resource: "dashboard", selector: "*" },
      wanted: { selector: id },
      want: true,
    },
  ])("$name: $want", ({ held, wanted, want }) => {
    expect(isAllowed(held, wanted)).toBe(want);
  });
});
