import * as z from "zod";
import { permissionNames } from "./facts/catalog.ts";
import { defaultLevels } from "./facts/levels.ts";
import * as rules from "./facts/rules.ts";
import {
  assignment,
  atLeastOne,
  id,
  instant,
  predefined,
  sentAccountRole,
  sentDescription,
  sentMemberRole,
  sentName,
  sentText,
} from "./wire/common.ts";

/**
 * Arize's own JSON. Answers are read leniently: members that are not named here are dropped, and what a newer API may
 * add to (levels, statuses, permissions) is text. Bodies are strict: the API refuses members that it does not know, and
 * those that it manages itself, with 400.
 */

export { pageOf, pagination } from "./wire/common.ts";
export type { Assignment, SentMemberRole } from "./wire/common.ts";

/** RFC 9457. */
export const problem = z.object({
  title: z.string(),
  status: z.number(),
  type: z.string().optional(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  /** Only a newer page of the vendor's has it. */
  error_code: z.string().optional(),
});
export type Problem = z.output<typeof problem>;

export const keyTypes = ["USER", "SERVICE"] as const;
export const keyStatuses = ["ACTIVE", "REVOKED"] as const;

export const apiKey = z.object({
  id,
  name: z.string(),
  description: z.string().optional(),
  /** `USER` or `SERVICE`. */
  key_type: z.string(),
  /** `ACTIVE` or `REVOKED`. An expired key is told by `expires_at` alone. */
  status: z.string(),
  redacted_key: z.string(),
  created_at: z.string(),
  /** Left out: never. */
  expires_at: z.string().optional(),
  created_by_user_id: id,
  last_used_at: z.string().optional(),
});
export type ApiKey = z.output<typeof apiKey>;

/** The identity that comes with a service key. No other answer tells what a key is bound to. */
const botUser = z.object({
  id,
  name: z.string(),
  account_role: assignment,
  organizations: z.array(
    z.object({
      org_id: id,
      role: assignment,
      spaces: z.array(z.object({ space_id: id, role: assignment })),
    }),
  ),
});

/** These three are the only answers that ever hold a key in clear. */
export const createdUserKey = apiKey.extend({ key: z.string() });
export const createdServiceKey = createdUserKey.extend({ bot_user: botUser });
export const refreshedKey = apiKey.extend({ key: z.string() });
export type CreatedServiceKey = z.output<typeof createdServiceKey>;
export type RefreshedKey = z.output<typeof refreshedKey>;

const keyFields = {
  name: sentText(rules.keyName),
  description: sentDescription.optional(),
  expires_at: instant.optional(),
};

const userKeyCreation = z.strictObject({ key_type: z.literal("USER"), ...keyFields });

const sentSpace = z.strictObject({ space_id: id, role: sentMemberRole.default(predefined(defaultLevels.space)) });

const sentOrganization = z.strictObject({
  org_id: id,
  role: sentMemberRole.default(predefined(defaultLevels.organization)),
  spaces: z.array(sentSpace).min(1).max(rules.mostBindings),
});

const serviceKeyCreation = z.strictObject({
  key_type: z.literal("SERVICE"),
  ...keyFields,
  account_role: sentAccountRole.default(predefined(defaultLevels.account)),
  organizations: z.array(sentOrganization).min(1).max(rules.mostBindings),
});
export type ServiceKeyCreation = z.output<typeof serviceKeyCreation>;

export const keyCreation = z.discriminatedUnion("key_type", [userKeyCreation, serviceKeyCreation]);
export type UserKeyCreation = z.output<typeof userKeyCreation>;
/** As it is sent: roles may be left out. */
export type SentServiceKey = z.input<typeof serviceKeyCreation>;

export const keyRefresh = z.strictObject({
  expires_at: instant.optional(),
  grace_period_seconds: z.int().min(0).max(rules.longestGrace).optional(),
});
export type KeyRefresh = z.output<typeof keyRefresh>;

const stamps = { created_at: z.string(), updated_at: z.string() };

export const role = z.object({
  id,
  name: z.string(),
  description: z.string().optional(),
  permissions: z.array(z.string()),
  is_predefined: z.boolean(),
  ...stamps,
});
export type Role = z.output<typeof role>;

const roleFields = {
  name: sentText(rules.roleName),
  permissions: z.array(z.enum(permissionNames)).min(1),
};

export const roleCreation = z.strictObject({ ...roleFields, description: sentDescription.optional() });
export type RoleCreation = z.output<typeof roleCreation>;

/** At least one member. `permissions` replaces all of them; a null description takes it away. */
export const roleUpdate = atLeastOne(
  z.strictObject({ ...roleFields, description: sentDescription.nullable() }).partial(),
);
export type RoleUpdate = z.output<typeof roleUpdate>;

export const boundTypes = ["SPACE", "PROJECT"] as const;
export type BoundType = (typeof boundTypes)[number];

export const roleBinding = z.object({
  id,
  role_id: id,
  user_id: id,
  /** `SPACE` or `PROJECT`. */
  resource_type: z.string(),
  resource_id: id,
  ...stamps,
});
export type RoleBinding = z.output<typeof roleBinding>;

export const roleBindingCreation = z.strictObject({
  role_id: id,
  user_id: id,
  resource_type: z.enum(boundTypes),
  resource_id: id,
});
export type RoleBindingCreation = z.output<typeof roleBindingCreation>;

export const roleBindingUpdate = z.strictObject({ role_id: id });

export const restriction = z.object({ resource_type: z.string(), resource_id: id, created_at: z.string() });
export type Restriction = z.output<typeof restriction>;

export const restrictionCreation = z.strictObject({ resource_id: id });

export const organization = z.object({
  id,
  name: z.string(),
  description: z.string(),
  created_at: z.string(),
});
export type Organization = z.output<typeof organization>;

export const organizationCreation = z.strictObject({ name: sentName, description: sentDescription.optional() });
export type OrganizationCreation = z.output<typeof organizationCreation>;

export const organizationUpdate = atLeastOne(
  z.strictObject({ name: sentName, description: sentDescription.nullable() }).partial(),
);
export type OrganizationUpdate = z.output<typeof organizationUpdate>;

/** The body of adding a person to an organization or to a space. */
export const memberAddition = z.strictObject({ user_id: id, role: sentMemberRole });
export type MemberAddition = z.output<typeof memberAddition>;

const membership = { id, user_id: id, role: assignment };
export const organizationMembership = z.object({ ...membership, organization_id: id });
export const spaceMembership = z.object({ ...membership, space_id: id });
export type OrganizationMembership = z.output<typeof organizationMembership>;
export type SpaceMembership = z.output<typeof spaceMembership>;

/** Which organization it is in is told nowhere: lists can be narrowed to one. */
export const space = z.object({
  id,
  name: z.string(),
  description: z.string(),
  created_at: z.string(),
  is_private: z.boolean(),
});
export type Space = z.output<typeof space>;

export const spaceCreation = z.strictObject({
  name: sentName,
  organization_id: id,
  description: sentDescription.optional(),
  is_private: z.boolean().optional(),
});
export type SpaceCreation = z.output<typeof spaceCreation>;

export const spaceUpdate = atLeastOne(
  z.strictObject({ name: sentName, description: sentDescription.nullable(), is_private: z.boolean() }).partial(),
);
export type SpaceUpdate = z.output<typeof spaceUpdate>;

export const project = z.object({ id, name: z.string(), space_id: id, created_at: z.string() });
export type Project = z.output<typeof project>;

export const projectCreation = z.strictObject({ name: sentName, space_id: id });
export const projectUpdate = z.strictObject({ name: sentName });

export const userStatuses = ["ACTIVE", "INVITED", "EXPIRED"] as const;

export const user = z.object({
  id,
  name: z.string(),
  email: z.string(),
  created_at: z.string(),
  /** `ACTIVE`, `INVITED` or `EXPIRED`. */
  status: z.string(),
  role: assignment,
  is_developer: z.boolean(),
});
export type User = z.output<typeof user>;

/** An invitation that was there already is answered with 200 and without the last two. */
export const createdUser = user.extend({
  invite_mode: z.string().optional(),
  temporary_password: z.string().optional(),
});
export type CreatedUser = z.output<typeof createdUser>;

export const userCreation = z.strictObject({
  name: sentName,
  email: z.email(),
  role: sentAccountRole,
  invite_mode: z.enum(rules.inviteModes),
  is_developer: z.boolean().optional(),
});
export type UserCreation = z.output<typeof userCreation>;

export const userUpdate = atLeastOne(
  z.strictObject({ name: z.string().trim().min(1).max(255), is_developer: z.boolean() }).partial(),
);
export type UserUpdate = z.output<typeof userUpdate>;

export const auditOperations = ["QUERY", "MUTATION", "SUBSCRIPTION"] as const;

export const auditLog = z.object({
  id,
  user_id: id,
  ip: z.string(),
  operation_type: z.string(),
  operation_name: z.string().nullish(),
  operation_text: z.string().nullish(),
  variables: z.string().nullish(),
  created_at: z.string(),
});
