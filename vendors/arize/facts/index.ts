import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { noGroups } from "./advice.ts";
import { environment } from "./data/environment.ts";
import { nouns } from "./nouns.gen.ts";
import { permissions } from "./permissions.ts";

export const facts: VendorFacts = {
  name: "arize",
  title: "Arize",
  connection: environment,
  nouns,
  instead: {
    service_account:
      "A service key comes with its own account, a bot: create an access_key, and refer to its service_account_id.",
    group: noGroups,
    group_membership: noGroups,
  },
  permissions,
  neverWhole: "Arize hides spaces, and does not tell what a service key may do.",
};
