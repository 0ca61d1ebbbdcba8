import type { Example } from "../example.ts";
import { createAccount, createKey } from "../example-objects.ts";

export const example: Example = {
  vendor: "bigeye",
  says: "Somebody makes a key by hand.",
  before: [createAccount("ferry")],
  after: [
    createAccount("ferry"),
    { ...createKey("ferry"), traces: { createdAt: "2029-12-24T23:10:00Z", createdBy: "jo@example.com" } },
  ],
  drift: {},
};
