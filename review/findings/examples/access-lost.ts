import type { Example } from "../example.ts";
import { asUnchanged, createAccount, createRole, permit } from "../example-objects.ts";

const reader = createRole("reader", permit("read", "dashboard"));
const writer = createRole("writer", permit("update", "dashboard"));
const other = createAccount("other", { roleIds: ["role-writer"] });

export const example: Example = {
  vendor: "signoz",
  says: "An account loses one of its two roles.",
  before: [reader, writer, other, createAccount("ferry", { roleIds: ["role-reader", "role-writer"] })],
  after: [...[reader, writer, other].map(asUnchanged), createAccount("ferry", { roleIds: ["role-reader"] })],
};
