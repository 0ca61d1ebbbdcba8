import type { Example } from "../example.ts";
import { asCreated, bindRole, createAccount, createRole, permit } from "../example-objects.ts";

const reader = createRole("reader", permit("read", "dashboard"));
const writer = createRole("writer", permit("read", "dashboard"), permit("update", "dashboard"));
const account = createAccount("ferry");
const give = (role: string) => bindRole(role, { roleId: `role-${role}`, serviceAccountId: "account-ferry" });

export const example: Example = {
  vendor: "signoz",
  says: "An account that may update dashboards gets the role of readers too.",
  before: [reader, writer, account, give("writer")],
  after: [reader, writer, account, give("writer"), asCreated(give("reader"))],
};
