// Made by `npm run generate`; edit what it is made from instead.
import type { NounWriting, VendorWords } from "./writing.ts";
import type { PatternWriting } from "./patterns.ts";
import { groupMembership as groupMembershipNoun } from "./nouns/group-membership.ts";
import { group as groupNoun } from "./nouns/group.ts";
import { key as keyNoun } from "./nouns/key.ts";
import { member as memberNoun } from "./nouns/member.ts";
import { roleBinding as roleBindingNoun } from "./nouns/role-binding.ts";
import { roleMapping as roleMappingNoun } from "./nouns/role-mapping.ts";
import { role as roleNoun } from "./nouns/role.ts";
import { serviceAccount as serviceAccountNoun } from "./nouns/service-account.ts";
import { words as arize } from "./vocabulary/arize.ts";
import { words as bigeye } from "./vocabulary/bigeye.ts";
import { words as inkit } from "./vocabulary/inkit.ts";
import { words as signoz } from "./vocabulary/signoz.ts";
import { pattern as automationAccountPattern } from "./patterns/automation-account.ts";
import { pattern as rolePerSystemPattern } from "./patterns/role-per-system.ts";

/** How objects of each noun are written with constructs; without an entry, they are written with L1. */
export const nounWritings: { readonly [name: string]: NounWriting } = {
  group_membership: groupMembershipNoun,
  group: groupNoun,
  key: keyNoun,
  member: memberNoun,
  role_binding: roleBindingNoun,
  role_mapping: roleMappingNoun,
  role: roleNoun,
  service_account: serviceAccountNoun,
};

/** How each vendor's own words are written. */
export const vendorWords: { readonly [name: string]: VendorWords } = { arize, bigeye, inkit, signoz };

/** Constructs that make several objects at once, tried in this order. */
export const patternWritings: readonly PatternWriting[] = [automationAccountPattern, rolePerSystemPattern];
