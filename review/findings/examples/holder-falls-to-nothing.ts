import type { Example } from "../example.ts";
import { asUnchanged, createAccount, createRole, permit } from "../example-objects.ts";

const role = createRole("reader", permit("read", "dashboard"));
const other = createAccount("other", { roleIds: ["role-reader"] });

export const example: Example = {
  vendor: "signoz",
  says: "An account loses the only role that it has.",
  before: [role, other, createAccount("ferry", { roleIds: ["role-reader"] })],
  after: [asUnchanged(role), asUnchanged(other), createAccount("ferry", { roleIds: [] })],
};
