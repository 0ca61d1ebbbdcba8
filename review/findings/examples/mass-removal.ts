import type { Example } from "../example.ts";
import { createAccount, createRole, permit } from "../example-objects.ts";

const role = createRole("reader", permit("read", "dashboard"));
const names = ["ann", "ben", "cat", "dan", "eve"];

export const example: Example = {
  vendor: "signoz",
  says: "A list that was built from a filter comes out empty.",
  beside: ["LK405"],
  before: [role, ...names.map((name) => createAccount(name, { roleIds: ["role-reader"] }))],
  after: [role, ...names.map((name) => createAccount(name, { roleIds: [] }))],
};
