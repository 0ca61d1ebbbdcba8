import type { Example } from "../example.ts";
import { asUnchanged, createAccount, createRole, permit } from "../example-objects.ts";

const reader = createRole("reader", permit("read", "dashboard"));

export const example: Example = {
  vendor: "signoz",
  says: "An account that had no role gets one.",
  before: [reader, createAccount("ferry", { roleIds: [] })],
  after: [asUnchanged(reader), createAccount("ferry", { roleIds: ["role-reader"] })],
};
