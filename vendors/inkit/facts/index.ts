import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { noGroups } from "./advice.ts";
import { environment } from "./data/environment.ts";
import { nouns } from "./nouns.gen.ts";
import { permissions } from "./permissions.ts";

export const facts: VendorFacts = {
  name: "inkit",
  title: "Inkit",
  connection: {
    ...environment,
    caution:
      "Inkit does not document an API for roles, API keys and people. This provider uses routes by analogy with those that Inkit documents, and has only been tested against Latchkey's mock server. See vendors/inkit/NOTES.md.",
  },
  nouns,
  instead: {
    role_binding: "Inkit keeps roles on the account itself: use `role_ids` of access_service_account.",
    group: noGroups,
    group_membership: noGroups,
    member: "People are invited in Inkit's web app. To refer to one, use the data source access_member.",
    role_mapping:
      "Inkit does not document a mapping of identity provider groups: give people their roles in its web app.",
  },
  permissions,
};
