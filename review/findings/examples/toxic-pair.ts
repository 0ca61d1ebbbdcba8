import type { Example } from "../example.ts";
import { createAccount, createRole, permit } from "../example-objects.ts";

const keeper = createRole("keeper", permit("delete", "dashboard"));
const auditor = createRole("auditor", permit("read", "logs"));

export const example: Example = {
  vendor: "signoz",
  says: "The account that deletes dashboards gets the role of auditors.",
  policy: {
    toxicPairs: [
      { name: "delete and audit", sides: [{ role: "auditor" }, { action: "delete", resource: "dashboard" }] },
    ],
  },
  before: [keeper, auditor, createAccount("ferry", { roleIds: ["role-keeper"] })],
  after: [keeper, auditor, createAccount("ferry", { roleIds: ["role-keeper", "role-auditor"] })],
};
