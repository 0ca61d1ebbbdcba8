import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { environment } from "./data/environment.ts";
import { parsePermissions } from "./json-mode.ts";
import { nouns } from "./nouns.gen.ts";
import { permissions } from "./permissions.ts";

export const facts: VendorFacts = {
  name: "signoz",
  title: "SigNoz",
  connection: environment,
  nouns,
  permissions: { ...permissions, fromJson: parsePermissions },
};
