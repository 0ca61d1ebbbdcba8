import { expect, test } from "vitest";
import { nounDefinitions } from "#vendors/definitions.ts";
import * as constructs from "../index.ts";
import * as l1 from "../l1.ts";
import { createSignozStack } from "../testing/test-stack.ts";
import { type TerraformStack, Testing } from "./cdktf.ts";
import { ServiceAccount } from "../service-account.ts";
import { signoz } from "../vocabulary/signoz.ts";

function listImports(stack: TerraformStack): unknown {
  const { import: imports }: { readonly import?: unknown } = JSON.parse(Testing.synth(stack));
  return imports;
}

test("writes an import block for what exists", () => {
  const stack = createSignozStack();
  const account = new ServiceAccount(stack, "invoices").importFrom("0198c1a2");
  const grant = account.addRole(signoz.role("signoz-viewer")).importFrom("account/0198c1a3");
  expect(listImports(stack)).toMatchObject([
    { id: "0198c1a2", to: `access_service_account.${account.resource.friendlyUniqueId}` },
    { id: "account/0198c1a3", to: grant.cause.address },
  ]);
});

test("an id is a text, whatever is in it", () => {
  const stack = createSignozStack();
  new ServiceAccount(stack, "invoices").importFrom('${file("/etc/passwd")}%{x}');
  expect(listImports(stack)).toMatchObject([{ id: '$${file("/etc/passwd")}%%{x}' }]);
});

test.each([undefined, null, "", "  ", 7])("fails for the id %j", (id) => {
  const account = new ServiceAccount(createSignozStack(), "invoices");
  const importFrom = account.importFrom.bind(account) as (given: unknown) => unknown;
  expect(() => importFrom(id)).toThrow("billing/invoices: importFrom: the id is");
});

test("fails where two constructs import one object", () => {
  const stack = createSignozStack();
  new ServiceAccount(stack, "one").importFrom("0198c1a2");
  expect(() => new ServiceAccount(stack, "two").importFrom("0198c1a2")).toThrow(
    'billing/two: importFrom: billing/one/Resource imports "0198c1a2" already, and an object has one owner.',
  );
});

/** `service_account` → `ServiceAccount` */
function toClassName(type: string): string {
  return type.replaceAll(/(?:^|_)(\w)/g, (_match, letter: string) => letter.toUpperCase());
}

const classes: ReadonlyMap<string, unknown> = new Map(
  Object.entries({ ...l1, ...constructs, CustomRole: constructs.CustomRole }),
);
/** The construct of a noun, where it does not have the noun's name. */
const others: ReadonlyMap<string, string> = new Map([
  ["role", "CustomRole"],
  ["role_binding", "Grant"],
]);

test.each(nounDefinitions.map(({ type }) => type))("%s can be imported", (type) => {
  const made = classes.get(others.get(type) ?? toClassName(type));
  expect(made, `a construct for ${type}`).toBeTypeOf("function");
  expect(typeof made === "function" && "importFrom" in made.prototype).toBe(true);
});
