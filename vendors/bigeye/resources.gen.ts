// Made by `npm run generate`; edit what it is made from instead.
import { groupMembership } from "./resources/group-membership.ts";
import { group } from "./resources/group.ts";
import { key } from "./resources/key.ts";
import { member } from "./resources/member.ts";
import { roleBinding } from "./resources/role-binding.ts";
import { role } from "./resources/role.ts";
import { serviceAccount } from "./resources/service-account.ts";

/** How the vendor does each noun. */
export const resources = {
  group_membership: groupMembership,
  group,
  key,
  member,
  role_binding: roleBinding,
  role,
  service_account: serviceAccount,
};
