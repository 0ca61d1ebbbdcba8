import type { Example } from "../example.ts";
import { createAccount, createRole, permit } from "../example-objects.ts";

const keeper = createRole("keeper", permit("update", "role"));
const reader = createRole("reader", permit("read", "dashboard"));

export const example: Example = {
  vendor: "signoz",
  says: "The account as which Terraform acts loses the role by which it edits roles.",
  beside: ["LK405"],
  policy: { deployer: "deployer" },
  before: [keeper, reader, createAccount("deployer", { roleIds: ["role-keeper", "role-reader"] })],
  after: [keeper, reader, createAccount("deployer", { roleIds: ["role-reader"] })],
};
