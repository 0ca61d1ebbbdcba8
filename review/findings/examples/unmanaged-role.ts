import type { Example } from "../example.ts";
import { createAccount, createRole, permit } from "../example-objects.ts";

export const example: Example = {
  vendor: "signoz",
  says: "Somebody makes a role by hand.",
  before: [createAccount("ferry")],
  after: [createAccount("ferry"), createRole("reader", permit("read", "dashboard"))],
  drift: {},
};
