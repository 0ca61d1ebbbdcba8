import { z } from "zod";
import { accountLevels, memberLevels } from "#vendors/arize/facts/data/levels.ts";
import { auditOperations } from "#vendors/arize/wire/audit-log.ts";
import { boundTypes } from "#vendors/arize/wire/role-binding.ts";
import { keyStatuses, keyTypes } from "#vendors/arize/wire/key.ts";
import type { Store, Table, TableDefinition } from "../store.ts";

const id = z.string();
const createdAt = z.string();

const settingsRow = z.object({
  id: z.literal("settings"),
  /** The key whose secret is the administrator's token. */
  adminKeyId: id,
  /** What the next id counts from. */
  nextNumber: z.number(),
  /** Null: without a limit. */
  requestsPerMinute: z.number().nullable(),
  maxKeyLifetimeDays: z.number().nullable(),
  /** What a list of service keys answers that names no space: 400, or all that the caller may read. */
  serviceKeysWithoutSpace: z.enum(["refused", "listed"]),
  /** Whether only people with developer access make and refresh keys. */
  developersOnly: z.boolean(),
});
export type SettingsRow = Readonly<z.output<typeof settingsRow>>;

const userRow = z.object({
  id,
  kind: z.enum(["human", "bot"]),
  name: z.string(),
  email: z.string(),
  status: z.enum(["ACTIVE", "INVITED", "EXPIRED", "INACTIVE"]),
  level: z.enum(accountLevels),
  isDeveloper: z.boolean(),
  temporaryPassword: z.string().nullable(),
  createdAt,
});
export type UserRow = Readonly<z.output<typeof userRow>>;

const organizationRow = z.object({ id, name: z.string(), description: z.string(), createdAt });
export type OrganizationRow = Readonly<z.output<typeof organizationRow>>;

const spaceRow = z.object({
  id,
  organizationId: id,
  name: z.string(),
  description: z.string(),
  isPrivate: z.boolean(),
  createdAt,
});
export type SpaceRow = Readonly<z.output<typeof spaceRow>>;

const projectRow = z.object({ id, spaceId: id, name: z.string(), createdAt });
export type ProjectRow = Readonly<z.output<typeof projectRow>>;

const memberRow = z.object({
  id,
  userId: id,
  /** Of the organization or the space. */
  placeId: id,
  /** Null where a custom role stands in its place. */
  level: z.enum(memberLevels).nullable(),
  roleId: id.nullable(),
});
export type MemberRow = Readonly<z.output<typeof memberRow>>;

const roleRow = z.object({
  id,
  name: z.string(),
  description: z.string().nullable(),
  permissions: z.array(z.string()).readonly(),
  isPredefined: z.boolean(),
  isDeleted: z.boolean(),
  createdAt,
  updatedAt: z.string(),
});
export type RoleRow = Readonly<z.output<typeof roleRow>>;

const bindingRow = z.object({
  id,
  roleId: id,
  userId: id,
  resourceType: z.enum(boundTypes),
  resourceId: id,
  createdAt,
  updatedAt: z.string(),
});
export type BindingRow = Readonly<z.output<typeof bindingRow>>;

/** Its id is the project's. */
const restrictionRow = z.object({ id, createdAt });
export type RestrictionRow = Readonly<z.output<typeof restrictionRow>>;

const keyRow = z.object({
  id,
  type: z.enum(keyTypes),
  name: z.string(),
  description: z.string().nullable(),
  secret: z.string(),
  status: z.enum(keyStatuses),
  /** Milliseconds since 1970; null: never. */
  expiresAt: z.number().nullable(),
  /** Who it acts as: its maker, or the bot that came with it. */
  userId: id,
  createdBy: id,
  createdAt,
  lastUsedAt: z.string().nullable(),
});
export type KeyRow = Readonly<z.output<typeof keyRow>>;

const auditRow = z.object({
  id,
  userId: id,
  operationType: z.enum(auditOperations),
  operationName: z.string().nullable(),
  operationText: z.string().nullable(),
  createdAt,
});
export type AuditRow = Readonly<z.output<typeof auditRow>>;

/** One value a pair of ids. */
export function pairIndex(one: string, other: string): string {
  return `${one} ${other}`;
}

type MemberIndex = "user" | "place" | "pair";

function members(name: string): TableDefinition<MemberRow, MemberIndex> {
  return {
    name,
    row: memberRow,
    secrets: [],
    indexes: {
      user: ({ userId }) => userId,
      place: ({ placeId }) => placeId,
      pair: ({ userId, placeId }) => pairIndex(userId, placeId),
    },
  };
}

const keys: TableDefinition<KeyRow, "secret" | "user"> = {
  name: "arize/api-keys",
  row: keyRow,
  secrets: ["secret"],
  indexes: { secret: ({ secret }) => secret, user: ({ userId }) => userId },
};

const users: TableDefinition<UserRow, "email"> = {
  name: "arize/users",
  row: userRow,
  secrets: ["temporaryPassword"],
  indexes: { email: ({ kind, email }) => (kind === "human" ? email : undefined) },
};

const roles: TableDefinition<RoleRow, "name"> = {
  name: "arize/roles",
  row: roleRow,
  secrets: [],
  indexes: { name: ({ name, isDeleted }) => (isDeleted ? undefined : name) },
};

const bindings: TableDefinition<BindingRow, "user" | "resource" | "pair"> = {
  name: "arize/role-bindings",
  row: bindingRow,
  secrets: [],
  indexes: {
    user: ({ userId }) => userId,
    resource: ({ resourceId }) => resourceId,
    pair: ({ userId, resourceId }) => pairIndex(userId, resourceId),
  },
};

const organizations: TableDefinition<OrganizationRow, "name"> = {
  name: "arize/organizations",
  row: organizationRow,
  secrets: [],
  indexes: { name: ({ name }) => name },
};

const spaces: TableDefinition<SpaceRow, "organization"> = {
  name: "arize/spaces",
  row: spaceRow,
  secrets: [],
  indexes: { organization: ({ organizationId }) => organizationId },
};

const projects: TableDefinition<ProjectRow, "space"> = {
  name: "arize/projects",
  row: projectRow,
  secrets: [],
  indexes: { space: ({ spaceId }) => spaceId },
};

export function openTables(store: Store) {
  return {
    settings: store.table<SettingsRow, never>({ name: "arize/settings", row: settingsRow, secrets: [], indexes: {} }),
    users: store.table(users),
    organizations: store.table(organizations),
    organizationMembers: store.table(members("arize/organization-members")),
    spaces: store.table(spaces),
    spaceMembers: store.table(members("arize/space-members")),
    projects: store.table(projects),
    restrictions: store.table<RestrictionRow, never>({
      ...{ name: "arize/resource-restrictions", row: restrictionRow, secrets: [], indexes: {} },
    }),
    roles: store.table(roles),
    bindings: store.table(bindings),
    keys: store.table(keys),
    auditLogs: store.table<AuditRow, never>({ name: "arize/audit-logs", row: auditRow, secrets: [], indexes: {} }),
  };
}

export type ArizeTables = ReturnType<typeof openTables>;
export type MemberTable = Table<MemberRow, MemberIndex>;
