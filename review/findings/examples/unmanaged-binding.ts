import type { Example } from "../example.ts";
import { bindRole, createAccount, createRole, permit } from "../example-objects.ts";

const objects = [createRole("reader", permit("read", "dashboard")), createAccount("ferry")];

export const example: Example = {
  vendor: "signoz",
  says: "Somebody gives a role to an account by hand.",
  before: objects,
  after: [...objects, bindRole("ferry", { roleId: "role-reader", serviceAccountId: "account-ferry" })],
  drift: {},
};
