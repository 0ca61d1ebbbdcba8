import type { Example } from "../example.ts";
import { asCreated, asUnchanged, createAccount, createKey, findManagedRole } from "../example-objects.ts";

const admin = findManagedRole("signoz-admin");
const account = createAccount("ferry", { roleIds: ["role-signoz-admin"] });

export const example: Example = {
  vendor: "signoz",
  says: "An administrator's account gets a key.",
  before: [admin, account],
  after: [admin, asUnchanged(account), asCreated(createKey("ferry", { expiresAt: "2030-02-01T00:00:00Z" }))],
};
