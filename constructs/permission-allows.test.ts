import { expect, test } from "vitest";
import { ServiceAccount } from "./service-account.ts";
import { permissionAllows } from "./permission-allows.ts";
import { createSignozStack } from "./testing/test-stack.ts";
import { signoz } from "./vocabulary/signoz.ts";

const id = "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80";

test.each([
  {
    name: "all of a kind covers one of it",
    held: signoz.read("dashboard"),
    wanted: signoz.read("dashboard", { only: [id] }),
    want: true,
  },
  {
    name: "one does not cover all",
    held: signoz.read("dashboard", { only: [id] }),
    wanted: signoz.read("dashboard"),
    want: false,
  },
  {
    name: "a query type covers one of its keys",
    held: signoz.read("logs", { only: ["builder_query"] }),
    wanted: signoz.read("logs", { only: ["builder_query/resource.signoz.workspace.key.id/k1"] }),
    want: true,
  },
  {
    name: "another vendor's rights do not count",
    held: { ...signoz.read("dashboard"), vendor: "elsewhere" },
    wanted: signoz.read("dashboard"),
    want: false,
  },
])("$name", ({ held, wanted, want }) => {
  expect(permissionAllows([held], wanted)).toBe(want);
});

test("compares tokens by their targets", () => {
  const stack = createSignozStack();
  const one = new ServiceAccount(stack, "one");
  const two = new ServiceAccount(stack, "two");
  expect(permissionAllows([signoz.attach(one)], signoz.attach(one))).toBe(true);
  expect(permissionAllows([signoz.attach(one)], signoz.attach(two))).toBe(false);
});
