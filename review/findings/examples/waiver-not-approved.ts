import type { Example } from "../example.ts";
import { createAccount, createKey } from "../example-objects.ts";

const account = createAccount("ferry", { roleIds: [] });
const key = createKey("ferry");
const reason = "The vendor cannot end a key; it is rotated each month.";

export const example: Example = {
  vendor: "signoz",
  says: "The change brings a waiver for what it brings.",
  beside: ["LK201"],
  before: [account, key],
  after: [account, key],
  waivers: [{ code: "LK201", address: "access_key.ferry", reason, until: "2030-06-30" }],
  baseWaivers: [],
};
