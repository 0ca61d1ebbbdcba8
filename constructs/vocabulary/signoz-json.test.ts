import { expect, test } from "vitest";
import { CustomRole } from "../custom-role.ts";
import { ServiceAccount } from "../service-account.ts";
import { findBlocks, createSignozStack } from "../testing/test-stack.ts";
import { signoz } from "./signoz.ts";

const id = "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80";

function group(change: object = {}, objects: object = {}): object {
  const resource = { kind: "serviceaccount", type: "serviceaccount" };
  return { objectGroup: { resource, selectors: [id], ...objects }, relation: "attach", ...change };
}

function read(...groups: readonly unknown[]): ReturnType<typeof signoz.fromJson> {
  return signoz.fromJson(JSON.stringify(groups));
}

test("reads a role as the role page prints it", () => {
  const all = { resource: { kind: "factor-api-key", type: "metaresource" }, selectors: ["*"] };
  expect(read({ objectGroup: all, relation: "create" }, group())).toEqual([
    { vendor: "signoz", action: "create", resource: "factor-api-key" },
    { vendor: "signoz", action: "attach", resource: "serviceaccount", selectors: [id] },
  ]);
});

test("creates the same permissions as the vocabulary", () => {
  // GIVEN
  const stack = createSignozStack();
  const readers = new ServiceAccount(stack, "invoices");
  const text = JSON.stringify([group({}, { selectors: ["<service-account-id>"] })]);
  // WHEN
  const permissions = signoz.fromJson(text.replaceAll("<service-account-id>", readers.id));
  new CustomRole(stack, "pasted", { permissions });
  new CustomRole(stack, "written", { permissions: [signoz.attach(readers)] });
  // THEN
  const [pasted, written] = findBlocks(stack, "access_role");
  expect(pasted?.["permissions"]).toEqual(written?.["permissions"]);
});

test("reads an empty list of selectors as no permission, like the server", () => {
  expect(read(group({}, { selectors: [] }))).toEqual([]);
});

test.each([
  { name: "text that is not JSON", given: '[\n  {"relation": read}\n]', want: "line 2, column 16: this is not JSON" },
  { name: "text that ends too early", given: '[\n{"relation": "read"', want: "the text: the JSON ends too early" },
  {
    name: "one group without the array",
    given: JSON.stringify(group()),
    want: "the text: it is not an array of groups",
  },
  {
    name: "a group that is not an object",
    given: "[1]",
    want: "[0]: 1 is not an object with relation and objectGroup",
  },
  { name: "a field that is missing", given: '[{"relation": "read"}]', want: '[0]: "objectGroup" is missing' },
  {
    name: "an unknown field",
    given: JSON.stringify([group(), group({ condition: "x" })]),
    want: "[1].condition: unknown field",
  },
  {
    name: "an unknown verb",
    given: JSON.stringify([group({ relation: "write" })]),
    want: '[0].relation: unknown relation "write"; use one of create, read, update, delete, list, assignee, attach, detach',
  },
  {
    name: "a verb that the kind does not have",
    given: JSON.stringify([group({}, { resource: { kind: "dashboard", type: "metaresource" } })]),
    want: '[0].relation: dashboard does not have the action "attach"',
  },
  {
    name: "an unknown kind",
    given: JSON.stringify([group({}, { resource: { kind: "account", type: "serviceaccount" } })]),
    want: '[0].objectGroup.resource.kind: unknown resource "account"',
  },
  {
    name: "a type that does not go with the kind",
    given: JSON.stringify([group({}, { resource: { kind: "role", type: "metaresource" } })]),
    want: '[0].objectGroup.resource.type: "metaresource" is not the type of role, which is "role"',
  },
  {
    name: "a placeholder that was left in",
    given: JSON.stringify([group({}, { selectors: ["<service-account-id>"] })]),
    want: '[0].objectGroup.selectors: the selector "<service-account-id>" on serviceaccount must be a UUID',
  },
  {
    name: "selectors that are not an array",
    given: JSON.stringify([group({}, { selectors: "*" })]),
    want: '[0].objectGroup.selectors: "*" is not an array of strings; use ["*"] for all',
  },
])("fails for $name", ({ given, want }) => {
  expect(() => signoz.fromJson(given)).toThrow(`signoz.fromJson: ${want}`);
});
