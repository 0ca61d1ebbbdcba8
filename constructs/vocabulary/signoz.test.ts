import { expect, test } from "vitest";
import { CustomRole } from "../custom-role.ts";
import { ServiceAccount } from "../service-account.ts";
import { createSignozStack } from "../testing/test-stack.ts";
import { resources } from "#vendors/signoz/facts/data/catalog.ts";
import { signoz } from "./signoz.ts";

const id = "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80";

test("names a verb on everything of a kind", () => {
  expect(signoz.read("dashboard")).toEqual({ vendor: "signoz", action: "read", resource: "dashboard" });
});

test("names a verb on some of a kind", () => {
  const want = { vendor: "signoz", action: "update", resource: "rule", selectors: [id] };
  expect(signoz.update("rule", { only: [id] })).toEqual(want);
});

test("refers to service accounts by id", () => {
  const stack = createSignozStack();
  const made = new ServiceAccount(stack, "invoices");
  const known = ServiceAccount.fromId(stack, "reports", id);
  const want = { vendor: "signoz", action: "attach", resource: "serviceaccount", selectors: [made.id, id] };
  expect(signoz.attach(made, known)).toEqual(want);
});

test("refers to roles by name, also to those that are references", () => {
  const stack = createSignozStack();
  const role = new CustomRole(stack, "auditor", { permissions: [] });
  const want = { vendor: "signoz", action: "detach", resource: "role", selectors: ["auditor", "signoz-viewer"] };
  expect(signoz.detach(role, signoz.role("signoz-viewer"))).toEqual(want);
});

test("makes permissions that the vendor's rules accept, of every verb and kind", () => {
  const permissions = resources.flatMap(({ kind, verbs }) =>
    verbs.map((action) => ({ ...signoz.read("dashboard"), action, resource: kind })),
  );
  expect(permissions.length).toBeGreaterThan(200);
  expect(() => new CustomRole(createSignozStack(), "all", { permissions })).not.toThrow();
});

test("fails for an empty selection", () => {
  expect(() => signoz.read("dashboard", { only: [] })).toThrow(
    'signoz.read("dashboard"): `only` is an empty list, which would grant nothing. List what it applies to, or leave `only` out for all.',
  );
});

test("fails for a role whose name is not known", () => {
  const role = CustomRole.fromId(createSignozStack(), "auditor", id);
  expect(() => signoz.attach(role)).toThrow(
    "billing/auditor: SigNoz permissions refer to roles by name, but this role is known by its id alone. Use CustomRole.fromName.",
  );
});

test("fails for a role of another vendor", () => {
  expect(() => signoz.attach({ vendor: "acme", name: "reader" })).toThrow("signoz.attach: reader belongs to acme.");
});
