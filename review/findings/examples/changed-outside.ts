import type { Example } from "../example.ts";
import { createAccount, createKey, createRole, permit } from "../example-objects.ts";

const account = createAccount("ferry", { roleIds: ["role-reader"] });
const key = createKey("ferry", { expiresAt: "2030-06-01T00:00:00Z" });
const binding = {
  type: "role_binding",
  address: "",
  state: { id: "binding-ferry", roleId: "role-reader", serviceAccountId: "account-ferry" },
};
const told = { ...account, state: { ...account.state, roleIds: null } };

export const example: Example = {
  vendor: "signoz",
  says: "Somebody adds a permission to a role by hand.",
  before: [createRole("reader", permit("read", "dashboard")), account, key],
  after: [
    {
      ...createRole("reader", permit("read", "dashboard"), permit("delete", "dashboard")),
      traces: { createdAt: "2029-03-01T09:00:00Z", updatedAt: "2029-12-24T23:10:00Z" },
    },
    told,
    binding,
    key,
  ],
  drift: { calm: [createRole("reader", permit("read", "dashboard")), told, binding, key] },
};
