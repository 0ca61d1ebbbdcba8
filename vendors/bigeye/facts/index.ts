import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { environment } from "./data/environment.ts";
import { nouns } from "./nouns.gen.ts";
import { permissions } from "./permissions.ts";

export const facts: VendorFacts = {
  name: "bigeye",
  title: "Bigeye",
  connection: environment,
  nouns,
  permissions,
};
