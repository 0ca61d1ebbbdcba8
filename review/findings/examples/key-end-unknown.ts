import { unknown } from "#access/schema/unknown.ts";
import type { Example } from "../example.ts";
import { asCreated, createAccount, createKey } from "../example-objects.ts";

const account = createAccount("ferry", { roleIds: [] });

export const example: Example = {
  vendor: "signoz",
  says: "A key is made whose length is a variable.",
  before: [account],
  after: [account, asCreated(createKey("ferry", { expiresIn: unknown, expiresAt: unknown }))],
};
