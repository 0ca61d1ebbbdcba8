import type { Example } from "../example.ts";
import { asUnchanged, createAccount, createRole, permit } from "../example-objects.ts";

const reader = createRole("reader", permit("read", "dashboard"));
const writer = createRole("writer", permit("update", "dashboard"));
const account = createAccount("ferry", { roleIds: ["role-reader"] });

export const example: Example = {
  vendor: "signoz",
  says: "An account gets a role that it does not have in the approved snapshot.",
  before: [reader, writer, account],
  after: [
    asUnchanged(reader),
    asUnchanged(writer),
    createAccount("ferry", { roleIds: ["role-reader", "role-writer"] }),
  ],
  reference: [reader, writer, account],
};
