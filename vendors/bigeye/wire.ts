import * as z from "zod";

/**
 * Bigeye's own JSON: protobuf's mapping, where a member that is missing, null or zero is the same, and a 64-bit number is
 * text. Answers are read leniently: members that are not named here are dropped, and enumerations are text. Ids come as
 * numbers or as numerals and are kept as text, so that none is ever rounded.
 */

const id = z.union([z.int().positive(), z.string().regex(/^[1-9]\d*$/)]).transform(String);

/** As `id`; 0 and nothing at all are undefined. */
const optionalId = z
  .union([z.int().nonnegative(), z.string().regex(/^\d+$/)])
  .nullish()
  .transform((value) => (value === undefined || value === null || Number(value) === 0 ? undefined : String(value)));

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? "");

const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

const count = z
  .int()
  .nullish()
  .transform((value) => value ?? 0);

/** Unix seconds as text; "0" is never. */
const seconds = z
  .union([z.int(), z.string().regex(/^-?\d+$/)])
  .nullish()
  .transform((value) => String(value ?? 0));

function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}

const reference = z.object({ id, displayName: text });

/** A person or a service account. */
export const user = z.object({
  id,
  name: text,
  /** Empty for service accounts. */
  email: text,
  groups: listOf(reference),
  idpGroups: listOf(z.string()),
  isServiceAccount: flag,
  lastLoginAt: seconds,
});
export type User = z.output<typeof user>;

export const users = z.object({ users: listOf(user) });
export const wrappedUser = z.object({ user });

/** Personal and service-account keys alike. */
export const key = z.object({
  id,
  name: text,
  description: text,
  createdAt: seconds,
  lastUsedAt: seconds,
  lastUsedIp: text,
  createdBy: user.optional(),
  /** The service account, or the person. */
  owner: user.optional(),
});
export type Key = z.output<typeof key>;

export const keys = z.object({ keys: listOf(key) });

/** The only answer that ever holds the secret. */
export const createdKey = z.object({ apiKey: z.string().min(1), info: key });
export type CreatedKey = z.output<typeof createdKey>;

export const agentKey = z.object({
  id,
  name: text,
  description: text,
  type: text,
  createdAt: seconds,
  lastUsedAt: seconds,
  lastUsedIp: text,
});
export const agentKeys = z.object({ keys: listOf(agentKey) });
export const createdAgentKey = z.object({ apiKey: z.string().min(1), info: agentKey });

export const rolePermission = z.object({ domains: listOf(z.string()), actions: listOf(z.string()) });
export type RolePermission = z.output<typeof rolePermission>;

/** Without its base: that is sent and never told again. */
export const role = z.object({
  id,
  name: text,
  description: text,
  roleType: text,
  rolePermissions: listOf(rolePermission),
});
export type Role = z.output<typeof role>;

export const roles = z.object({ roles: listOf(role) });

export const roleAccessors = z.object({
  groups: listOf(z.object({ id, name: text, userCount: count, workspaces: listOf(reference) })),
  users: listOf(z.object({ id, name: text, email: text, groupIds: listOf(id), workspaces: listOf(reference) })),
});

export type RoleAccessors = z.output<typeof roleAccessors>;

export const grant = z.object({ id, role, group: reference, workspace: reference });
export type Grant = z.output<typeof grant>;

export const group = z.object({
  id,
  name: text,
  users: listOf(reference),
  memberships: listOf(z.object({ user, membershipPaths: listOf(z.string()) })),
  grants: listOf(grant),
  idpGroups: listOf(z.string()),
});
export type Group = z.output<typeof group>;

export const groups = z.object({ groups: listOf(group) });

export const workspace = z.object({ id, name: text, isDefault: flag });
export type Workspace = z.output<typeof workspace>;

/** A bare list from older servers. */
export const workspaces = z.union([
  z.array(workspace).transform((listed) => ({ workspaces: listed })),
  z.object({ workspaces: listOf(workspace) }),
]);

export const workspaceAccessors = z.object({
  groups: listOf(z.object({ id, name: text, userCount: count, roles: listOf(role) })),
  users: listOf(
    z.object({ id, name: text, email: text, groupIds: listOf(id), highestRoleName: text, highestRoleType: text }),
  ),
});

export const company = z.object({ id, name: text });

/** A thing that lives in a workspace, simplified: the mock alone uses it. */
export const collection = z.object({ id, name: text, description: text });
export const collections = z.object({ collections: listOf(collection) });

export const nothing = z.object({});

/** Of a deletion of many: a 200 may hold failures. */
export const bulkDeletion = z.object({
  successfulIds: listOf(id),
  failedUpdates: listOf(z.object({ id, reason: text })),
  notRunIds: listOf(id),
});
export type BulkDeletion = z.output<typeof bulkDeletion>;

const pair = z.object({ groupId: id, userId: id });

export const groupUserChange = z.object({
  successfulIds: listOf(pair),
  failedUpdates: listOf(pair.extend({ reason: text })),
});

const grantAsSent = z.object({
  id: optionalId,
  role: z.object({ id: optionalId }).nullish(),
  group: z.object({ id: optionalId }).nullish(),
  workspace: z.object({ id: optionalId }).nullish(),
});
export type GrantAsSent = z.output<typeof grantAsSent>;

/** Whether what was granted comes back with its id is not documented. */
export const grantChange = z.object({
  successfulRequests: listOf(grantAsSent),
  failedUpdates: listOf(z.object({ request: grantAsSent.nullish(), reason: text })),
});

export type GrantChange = z.output<typeof grantChange>;

/** `message` and `error` say the same where both are there. */
export const failure = z
  .object({ code: z.int().nullish(), message: text, error: text })
  .refine(({ message, error }) => message !== "" || error !== "", "neither message nor error is there");
export type Failure = z.output<typeof failure>;

export const serviceAccountBody = z.object({ name: text, groupIds: listOf(id) });
export type ServiceAccountBody = z.output<typeof serviceAccountBody>;

export const invitationBody = serviceAccountBody.extend({ email: text });

export const bulkDeletionBody = z.object({ userIds: listOf(id) });

/** Without an account it is the caller's own key. */
export const keyBody = z.object({ name: text, description: text, serviceAccountId: optionalId });

const unspecified = "UNSPECIFIED";

function enumeration<const Name extends string>(prefix: string, names: readonly Name[]) {
  const values = [unspecified, ...names].map((name) => `${prefix}_${name}`);
  const known = z.string().refine((value) => values.includes(value), `expected one of ${values.join(", ")}`);
  return known.nullish().transform((value) => value ?? `${prefix}_${unspecified}`);
}

export const agentKeyBody = z.object({
  name: text,
  description: text,
  type: enumeration("AGENT_API_KEY_TYPE", ["AGENT", "INTEGRATION"]),
});

export const groupBody = z.object({ name: text, idpGroups: listOf(z.string()) });
export type GroupBody = z.output<typeof groupBody>;

export const groupUsersBody = z.object({
  operation: enumeration("GROUP_USER_OPERATION", ["ADD", "REMOVE"]),
  userIds: listOf(id),
  groupIds: listOf(id),
});

export const grantsBody = z.object({
  operation: enumeration("ROLE_OPERATION", ["GRANT", "REVOKE"]),
  requests: listOf(grantAsSent),
});

const domainNames = [
  ...["ALL", "TABLE", "CUSTOM_RULE", "COLLECTION", "WORKSPACE_TAG", "WORKSPACE_TAG_ENTITY"],
  ...["PROFILE", "SCAN_JOB", "DATA_CLASS", "CLASSIFIER"],
];

export const roleBody = z.object({
  name: text,
  description: text,
  baseRole: enumeration("ROLE_TYPE", ["ADMIN", "MANAGE", "EDIT", "VIEW", "CUSTOM"]),
  rolePermissions: listOf(
    z.object({
      domains: listOf(enumeration("PERMISSION_DOMAIN", domainNames)),
      actions: listOf(enumeration("PERMISSION_ACTION", ["ALL", "PREVIEW", "WRITE", "EXECUTE", "READ"])),
    }),
  ),
});
export type RoleBody = z.output<typeof roleBody>;

/** Only an update is wrapped. */
export const roleUpdateBody = z.object({
  id: optionalId,
  request: roleBody.nullish().transform((body) => body ?? roleBody.parse({})),
});

export const nameBody = z.object({ name: text });
