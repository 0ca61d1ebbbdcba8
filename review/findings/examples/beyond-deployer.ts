import type { Example } from "../example.ts";
import { createAccount, createRole, permit } from "../example-objects.ts";

const reader = createRole("reader", permit("read", "dashboard"));
const writer = createRole("writer", permit("update", "dashboard"));
const deployer = createAccount("deployer", { roleIds: ["role-reader"] });

export const example: Example = {
  vendor: "signoz",
  says: "A deployer that may only read lets an account update dashboards.",
  policy: { deployer: "access_service_account.deployer" },
  before: [reader, writer, deployer, createAccount("ferry", { roleIds: [] })],
  after: [reader, writer, deployer, createAccount("ferry", { roleIds: ["role-writer"] })],
};
