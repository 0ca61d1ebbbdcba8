import type { Example } from "../example.ts";
import { createAccount, findManagedRole } from "../example-objects.ts";

const admin = findManagedRole("signoz-admin");

export const example: Example = {
  vendor: "signoz",
  says: "The only administrator loses the role.",
  before: [admin, createAccount("ferry", { roleIds: ["role-signoz-admin"] })],
  after: [admin, createAccount("ferry", { roleIds: [] })],
};
