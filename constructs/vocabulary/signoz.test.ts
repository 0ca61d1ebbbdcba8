import { expect, test } from "vitest";
import { CustomRole } from "../custom-role.ts";
import { ServiceAccount } from "../service-account.ts";
import { signozStack } from "../test-stack.ts";
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

test("takes service accounts by id", () => {
  const stack = signozStack();
  const [made, known] = [new ServiceAccount(stack, "invoices"), ServiceAccount.fromId(stack, "reports", id)];
  const want = { vendor: "signoz", action: "attach", resource: "serviceaccount", selectors: [made.id, id] };
  expect(signoz.attach(made, known)).toEqual(want);
});

test("takes roles by name, those that are only named included", () => {
  const stack = signozStack();
  const role = new CustomRole(stack, "auditor", { permissions: [] });
  const want = { vendor: "signoz", action: "detach", resource: "role", selectors: ["auditor", "signoz-viewer"] };
  expect(signoz.detach(role, signoz.role("signoz-viewer"))).toEqual(want);
});

test("makes of every verb on every kind what the vendor's rules accept", () => {
  const permissions = resources.flatMap(({ kind, verbs }) =>
    verbs.map((action) => ({ ...signoz.read("dashboard"), action, resource: kind })),
  );
  expect(permissions.length).toBeGreaterThan(200);
  expect(() => new CustomRole(signozStack(), "all", { permissions })).not.toThrow();
});

test("fails for an empty selection", () => {
  expect(() => signoz.read("dashboard", { only: [] })).toThrow(
    'signoz.read("dashboard"): `only` is an empty list, which would grant nothing. Name what it holds on, or leave `only` out for all.',
  );
});

test("fails for a role that is known by its id alone", () => {
  const role = CustomRole.fromId(signozStack(), "auditor", id);
  expect(() => signoz.attach(role)).toThrow(
    "billing/auditor: SigNoz names roles in permissions by name, and this one is known by its id alone. Use CustomRole.fromName.",
  );
});

test("fails for a role of another vendor", () => {
  expect(() => signoz.attach({ vendor: "acme", name: "reader" })).toThrow("signoz.attach: reader is of acme.");
});
