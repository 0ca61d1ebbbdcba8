import type { Example } from "../example.ts";
import { bindRole, createAccount, createRole, permit } from "../example-objects.ts";

const account = createAccount("ferry");
const binding = bindRole("ferry", { roleId: "role-reader", serviceAccountId: "account-ferry" });

export const example: Example = {
  vendor: "signoz",
  says: "A role goes, and a binding that has its id as a text stays.",
  before: [createRole("reader", permit("read", "dashboard")), account, binding],
  after: [account, binding],
};
