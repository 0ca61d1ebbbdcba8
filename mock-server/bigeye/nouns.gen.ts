// Made by `npm run generate`; edit what it is made from instead.
import { noun as agentKey } from "./agent-key.ts";
import { noun as collection } from "./collection.ts";
import { noun as company } from "./company.ts";
import { noun as groupMembership } from "./group-membership.ts";
import { noun as group } from "./group.ts";
import { noun as key } from "./key.ts";
import { noun as member } from "./member.ts";
import { noun as roleBinding } from "./role-binding.ts";
import { noun as role } from "./role.ts";
import { noun as scope } from "./scope.ts";
import { noun as sdkUser } from "./sdk-user.ts";
import { noun as serviceAccount } from "./service-account.ts";
import { noun as settings } from "./settings.ts";

export const nouns = [
  agentKey,
  collection,
  company,
  groupMembership,
  group,
  key,
  member,
  roleBinding,
  role,
  scope,
  sdkUser,
  serviceAccount,
  settings,
];
