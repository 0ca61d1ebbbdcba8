import type { Example } from "../example.ts";
import { createAccount, createRole, permit } from "../example-objects.ts";

const reader = createRole("reader", permit("read", "dashboard"));
const account = createAccount("ferry", { roleIds: ["role-reader"] });

export const example: Example = {
  vendor: "signoz",
  says: "An account is taken out of the code, and not destroyed.",
  before: [reader, account],
  after: [reader, { ...account, presence: "left", happening: "leftBehind" }],
};
