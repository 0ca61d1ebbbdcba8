import type { Example } from "../example.ts";
import { asCreated, createRole, permit } from "../example-objects.ts";

export const example: Example = {
  vendor: "signoz",
  says: "A role is made, and nobody gets it.",
  before: [],
  after: [asCreated(createRole("reader", permit("read", "dashboard")))],
};
