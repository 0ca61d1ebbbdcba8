import type { Example } from "../example.ts";
import { createAccount, createKey } from "../example-objects.ts";

const account = createAccount("ferry", { roleIds: [] });
const key = createKey("ferry");
const reason = "The vendor cannot end a key; it is rotated each month.";

export const example: Example = {
  vendor: "signoz",
  says: "A key without an end was accepted for a time that is over.",
  beside: ["LK201"],
  before: [account, key],
  after: [account, key],
  waivers: [{ code: "LK201", address: "access_key.ferry", reason, until: "2029-12-31" }],
};
