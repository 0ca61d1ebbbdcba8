import type { Example } from "../example.ts";
import { asCreated, createAccount, createKey } from "../example-objects.ts";

export const example: Example = {
  vendor: "signoz",
  says: "A key is made without an end.",
  before: [createAccount("ferry", { roleIds: [] })],
  after: [createAccount("ferry", { roleIds: [] }), asCreated(createKey("ferry"))],
};
