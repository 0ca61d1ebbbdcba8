import type { Example } from "../example.ts";
import { asCreated, bindRole, createAccount, findManagedRole } from "../example-objects.ts";

const admin = findManagedRole("signoz-admin");
const account = createAccount("ferry");
const sides = { roleId: "role-signoz-admin", serviceAccountId: "account-ferry" };

export const example: Example = {
  vendor: "signoz",
  says: "An account gets the role of administrators, without an end.",
  beside: ["LK102"],
  before: [admin, account],
  after: [admin, account, asCreated(bindRole("ferry", sides))],
};
