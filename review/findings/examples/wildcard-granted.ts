import type { Example } from "../example.ts";
import { asUnchanged, createAccount, createRole, permit } from "../example-objects.ts";

const role = createRole("attacher", permit("attach", "serviceaccount"));

export const example: Example = {
  vendor: "signoz",
  says: "An account may attach roles and keys to every account.",
  before: [role, createAccount("ferry", { roleIds: [] })],
  after: [asUnchanged(role), createAccount("ferry", { roleIds: ["role-attacher"] })],
};
