import type { Example } from "../example.ts";
import { asUnchanged, createAccount, createRole, permit } from "../example-objects.ts";

const reader = createRole("reader", permit("read", "dashboard"));

export const example: Example = {
  vendor: "signoz",
  says: "An account loses its role.",
  before: [reader, createAccount("ferry", { roleIds: ["role-reader"] })],
  after: [asUnchanged(reader), createAccount("ferry", { roleIds: [] })],
};
