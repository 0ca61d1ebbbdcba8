// Made by `npm run generate`; edit what it is made from instead.
import type { NounFacts } from "#access/model/vendors/facts.ts";
import { key } from "./nouns/key.ts";
import { member } from "./nouns/member.ts";
import { roleBinding } from "./nouns/role-binding.ts";
import { roleMapping } from "./nouns/role-mapping.ts";
import { role } from "./nouns/role.ts";
import { serviceAccount } from "./nouns/service-account.ts";

/** What the vendor makes of each noun that it has. */
export const nouns: { readonly [name: string]: NounFacts } = {
  key,
  member,
  role_binding: roleBinding,
  role_mapping: roleMapping,
  role,
  service_account: serviceAccount,
};
