import type { Example } from "../example.ts";
import { asUnchanged, bindRole, createRole, permit } from "../example-objects.ts";

const group = { type: "group", address: "access_group.crew", state: { id: "21", name: "crew" } } as const;
const member = {
  type: "group_membership",
  address: "access_group_membership.ferry",
  state: { id: "51", groupId: "21", serviceAccountId: "51" },
} as const;
const account = {
  type: "service_account",
  address: "access_service_account.ferry",
  state: { id: "51", name: "ferry" },
} as const;
const role = createRole("reader", permit("READ", "TABLE"));
const sides = { roleId: "role-reader", groupId: "21" };

export const example: Example = {
  vendor: "bigeye",
  says: "A grant on one workspace becomes one on all.",
  beside: ["LK903"],
  before: [role, group, member, account, bindRole("crew", { ...sides, scope: { type: "workspace", id: "7" } })],
  after: [...[role, group, member, account].map(asUnchanged), bindRole("crew", sides)],
};
