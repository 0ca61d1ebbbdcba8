import type { Example } from "../example.ts";
import { asCreated, createRole, permit } from "../example-objects.ts";

export const example: Example = {
  vendor: "signoz",
  says: "A role lists one dashboard, which the vendor only lists as a whole.",
  beside: ["LK405"],
  before: [],
  after: [asCreated(createRole("lister", permit("list", "dashboard", ["0198c0de-0000-7000-8000-000000000007"])))],
};
