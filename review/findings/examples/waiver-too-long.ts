import type { Example } from "../example.ts";
import { createAccount, createKey } from "../example-objects.ts";

const account = createAccount("ferry", { roleIds: [] });
const key = createKey("ferry");
const reason = "The vendor cannot end a key; it is rotated each month.";

export const example: Example = {
  vendor: "signoz",
  says: "A key without an end is accepted for three years.",
  beside: ["LK201"],
  before: [account, key],
  after: [account, key],
  waivers: [{ code: "LK201", address: "access_key.ferry", reason, until: "2033-01-01" }],
};
