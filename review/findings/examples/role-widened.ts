import type { Example } from "../example.ts";
import { asUnchanged, createAccount, createRole, permit } from "../example-objects.ts";

const holder = createAccount("ferry", { roleIds: ["role-reader"] });

export const example: Example = {
  vendor: "signoz",
  says: "A role that an account holds comes to permit updates.",
  before: [createRole("reader", permit("read", "dashboard")), holder],
  after: [createRole("reader", permit("read", "dashboard"), permit("update", "dashboard")), asUnchanged(holder)],
};
