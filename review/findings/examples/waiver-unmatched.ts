import type { Example } from "../example.ts";
import { createAccount, createKey } from "../example-objects.ts";

const account = createAccount("ferry", { roleIds: [] });
const key = createKey("ferry");
const reason = "The vendor cannot end a key; it is rotated each month.";

export const example: Example = {
  vendor: "signoz",
  says: "The code of a waiver is misspelled.",
  beside: ["LK201"],
  before: [account, key],
  after: [account, key],
  waivers: [{ code: "LX201", address: "access_key.ferry", reason, until: "2030-06-30" }],
};
