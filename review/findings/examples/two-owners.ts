import type { Example } from "../example.ts";
import { bindRole, createAccount, createRole, permit } from "../example-objects.ts";

const reader = createRole("reader", permit("read", "dashboard"));
const writer = createRole("writer", permit("update", "dashboard"));
const account = createAccount("ferry", { roleIds: ["role-reader"] });
const sides = { roleId: "role-writer", serviceAccountId: "account-ferry" };

export const example: Example = {
  vendor: "signoz",
  says: "An account with a list of roles gets a binding too.",
  beside: ["LK101"],
  before: [reader, writer, account],
  after: [reader, writer, account, bindRole("ferry", sides)],
};
