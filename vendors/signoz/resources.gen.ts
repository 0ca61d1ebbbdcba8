// Made by `npm run generate`; edit what it is made from instead.
import { key } from "./resources/key.ts";
import { member } from "./resources/member.ts";
import { roleBinding } from "./resources/role-binding.ts";
import { roleMapping } from "./resources/role-mapping.ts";
import { role } from "./resources/role.ts";
import { serviceAccount } from "./resources/service-account.ts";

/** How the vendor does each noun. */
export const resources = {
  key,
  member,
  role_binding: roleBinding,
  role_mapping: roleMapping,
  role,
  service_account: serviceAccount,
};
