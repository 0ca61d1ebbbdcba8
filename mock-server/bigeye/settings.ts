import { z } from "zod";
import type { Store, Table, TableDefinition } from "../store.ts";

const settingsRow = z
  .object({
    id: z.literal("settings"),
    companyId: z.string(),
    companyName: z.string(),
    adminGroupId: z.string(),
    /** The key whose secret is the administrator's token. */
    adminKeyId: z.string(),
    nextId: z.number(),
    /** What becomes of a group or role that is deleted while it has grants: undocumented. */
    inUse: z.enum(["drop", "refuse"]),
  })
  .readonly();
export type SettingsRow = z.output<typeof settingsRow>;

/** People and service accounts. */
const userRow = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    isServiceAccount: z.boolean(),
    idpGroups: z.array(z.string()).readonly(),
    /** Unix seconds; 0 is never. */
    lastLoginAt: z.number(),
    password: z.string(),
    /** What a bulk deletion makes of it. */
    deletion: z.enum(["works", "fails", "notRun"]),
  })
  .readonly();
export type UserRow = z.output<typeof userRow>;

const keyMembers = {
  id: z.string(),
  name: z.string(),
  description: z.string(),
  createdAt: z.number(),
  lastUsedAt: z.number(),
  lastUsedIp: z.string(),
  secret: z.string(),
};

const keyRow = z.object({ ...keyMembers, ownerId: z.string(), creatorId: z.string() }).readonly();
export type KeyRow = z.output<typeof keyRow>;

const agentKeyRow = z.object({ ...keyMembers, type: z.string() }).readonly();
export type AgentKeyRow = z.output<typeof agentKeyRow>;

const groupRow = z.object({ id: z.string(), name: z.string(), idpGroups: z.array(z.string()).readonly() }).readonly();
export type GroupRow = z.output<typeof groupRow>;

/** One that was made by hand: those by way of IdP groups follow from user and group. */
const membershipRow = z.object({ id: z.string(), groupId: z.string(), userId: z.string() }).readonly();
export type MembershipRow = z.output<typeof membershipRow>;

const permissionRow = z
  .object({ domains: z.array(z.string()).readonly(), actions: z.array(z.string()).readonly() })
  .readonly();
export type PermissionRow = z.output<typeof permissionRow>;

const roleRow = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    type: z.enum(["ADMIN", "MANAGE", "EDIT", "VIEW", "CUSTOM"]),
    /** What the base role brings, then the role's own. */
    permissions: z.array(permissionRow).readonly(),
  })
  .readonly();
export type RoleRow = z.output<typeof roleRow>;

const grantRow = z
  .object({ id: z.string(), roleId: z.string(), groupId: z.string(), workspaceId: z.string() })
  .readonly();
export type GrantRow = z.output<typeof grantRow>;

const workspaceRow = z.object({ id: z.string(), name: z.string(), isDefault: z.boolean() }).readonly();
export type WorkspaceRow = z.output<typeof workspaceRow>;

const collectionRow = z
  .object({ id: z.string(), workspaceId: z.string(), name: z.string(), description: z.string() })
  .readonly();
export type CollectionRow = z.output<typeof collectionRow>;

const settings: TableDefinition<SettingsRow, never> = {
  name: "bigeye/settings",
  row: settingsRow,
  secrets: [],
  indexes: {},
};

const users: TableDefinition<UserRow, "email"> = {
  name: "bigeye/users",
  row: userRow,
  secrets: ["password"],
  indexes: { email: ({ email }) => (email === "" ? undefined : email.toLowerCase()) },
};

const keys: TableDefinition<KeyRow, "secret" | "owner"> = {
  name: "bigeye/keys",
  row: keyRow,
  secrets: ["secret"],
  indexes: { secret: ({ secret }) => secret, owner: ({ ownerId }) => ownerId },
};

const agentKeys: TableDefinition<AgentKeyRow, "secret"> = {
  name: "bigeye/agent-keys",
  row: agentKeyRow,
  secrets: ["secret"],
  indexes: { secret: ({ secret }) => secret },
};

const groups: TableDefinition<GroupRow, "name"> = {
  name: "bigeye/groups",
  row: groupRow,
  secrets: [],
  indexes: { name: ({ name }) => name },
};

const memberships: TableDefinition<MembershipRow, "group" | "user"> = {
  name: "bigeye/memberships",
  row: membershipRow,
  secrets: [],
  indexes: { group: ({ groupId }) => groupId, user: ({ userId }) => userId },
};

const roles: TableDefinition<RoleRow, "name"> = {
  name: "bigeye/roles",
  row: roleRow,
  secrets: [],
  indexes: { name: ({ name }) => name },
};

const grants: TableDefinition<GrantRow, "group" | "role" | "workspace"> = {
  name: "bigeye/grants",
  row: grantRow,
  secrets: [],
  indexes: {
    group: ({ groupId }) => groupId,
    role: ({ roleId }) => roleId,
    workspace: ({ workspaceId }) => workspaceId,
  },
};

const workspaces: TableDefinition<WorkspaceRow, "name"> = {
  name: "bigeye/workspaces",
  row: workspaceRow,
  secrets: [],
  indexes: { name: ({ name }) => name },
};

const collections: TableDefinition<CollectionRow, "workspace"> = {
  name: "bigeye/collections",
  row: collectionRow,
  secrets: [],
  indexes: { workspace: ({ workspaceId }) => workspaceId },
};

export interface BigeyeTables {
  readonly settings: Table<SettingsRow, never>;
  readonly users: Table<UserRow, "email">;
  readonly keys: Table<KeyRow, "secret" | "owner">;
  readonly agentKeys: Table<AgentKeyRow, "secret">;
  readonly groups: Table<GroupRow, "name">;
  readonly memberships: Table<MembershipRow, "group" | "user">;
  readonly roles: Table<RoleRow, "name">;
  readonly grants: Table<GrantRow, "group" | "role" | "workspace">;
  readonly workspaces: Table<WorkspaceRow, "name">;
  readonly collections: Table<CollectionRow, "workspace">;
}

export function openTables(store: Store): BigeyeTables {
  return {
    settings: store.table(settings),
    users: store.table(users),
    keys: store.table(keys),
    agentKeys: store.table(agentKeys),
    groups: store.table(groups),
    memberships: store.table(memberships),
    roles: store.table(roles),
    grants: store.table(grants),
    workspaces: store.table(workspaces),
    collections: store.table(collections),
  };
}
