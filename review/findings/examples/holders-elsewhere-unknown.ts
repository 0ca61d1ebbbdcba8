import type { Example } from "../example.ts";
import { createAccount, createRole, permit } from "../example-objects.ts";

const account = createAccount("ferry", { roleIds: ["role-reader"] });

export const example: Example = {
  vendor: "signoz",
  says: "A role loses a permission.",
  beside: ["LK301"],
  before: [createRole("reader", permit("read", "dashboard"), permit("list", "dashboard")), account],
  after: [createRole("reader", permit("read", "dashboard")), account],
};
