import type { Example } from "../example.ts";
import { asUnchanged, createAccount, createRole, permit } from "../example-objects.ts";

const role = createRole("binder", permit("attach", "role", ["reader"]));

export const example: Example = {
  vendor: "signoz",
  says: "An account may attach one role, and not yet to anybody.",
  beside: ["LK101"],
  before: [role, createAccount("ferry", { roleIds: [] })],
  after: [asUnchanged(role), createAccount("ferry", { roleIds: ["role-binder"] })],
};
