import { unknown } from "#access/schema/unknown.ts";
import type { Example } from "../example.ts";
import { asCreated, createAccount, createKey } from "../example-objects.ts";

const account = createAccount("ferry", { roleIds: [] });

export const example: Example = {
  vendor: "signoz",
  says: "The overlap of a key is a variable, and the policy asks for one.",
  policy: { overlapRequired: true },
  before: [account],
  after: [account, asCreated(createKey("ferry", { expiresIn: "90d", rotateAfter: "60d", overlap: unknown }))],
};
