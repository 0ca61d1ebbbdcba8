import type { Example } from "../example.ts";
import { createAccount } from "../example-objects.ts";

const admins = {
  type: "group",
  kind: "dataSource",
  address: "data.access_group.admins",
  state: { id: "22", name: "Admin" },
} as const;

export const example: Example = {
  vendor: "bigeye",
  says: "A service account is put into the group of administrators.",
  before: [admins, createAccount("ferry", { groupIds: [] })],
  after: [admins, createAccount("ferry", { groupIds: ["22"] })],
};
