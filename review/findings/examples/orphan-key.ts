import type { Example } from "../example.ts";
import { createAccount, createKey } from "../example-objects.ts";

const account = createAccount("ferry");

export const example: Example = {
  vendor: "bigeye",
  says: "An account was deleted, and a key of it stays.",
  before: [account],
  after: [account, createKey("tender")],
  drift: {},
};
