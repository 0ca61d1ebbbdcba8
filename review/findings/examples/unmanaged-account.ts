import type { Example } from "../example.ts";
import { createAccount, createKey } from "../example-objects.ts";

export const example: Example = {
  vendor: "signoz",
  says: "Somebody makes an account with a key by hand.",
  before: [createAccount("ferry")],
  after: [
    createAccount("ferry"),
    { ...createAccount("nightly"), traces: { createdAt: "2029-11-05T07:30:00Z" } },
    createKey("nightly", { expiresAt: "2030-06-01T00:00:00Z" }),
  ],
  drift: {},
};
