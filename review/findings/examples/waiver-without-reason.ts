import type { Example } from "../example.ts";
import { createAccount, createKey } from "../example-objects.ts";

const account = createAccount("ferry", { roleIds: [] });
const key = createKey("ferry");

export const example: Example = {
  vendor: "signoz",
  says: "A key without an end is accepted, with a reason of four letters.",
  beside: ["LK201"],
  before: [account, key],
  after: [account, key],
  waivers: [{ code: "LK201", address: "access_key.ferry", reason: "fine", until: "2030-06-30" }],
};
