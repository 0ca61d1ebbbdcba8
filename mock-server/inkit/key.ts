import { z } from "zod";
import { author } from "#vendors/inkit/wire/common.ts";
import type { Store, Table, TableDefinition } from "../store.ts";

const stamps = { createdAt: z.string(), updatedAt: z.string() };

/** What the vendor's pages leave open, each with the answer that a new world has. */
export const switches = z.object({
  /** Whether a role that somebody holds can be deleted: not before it is taken from them, or it is taken from them. */
  role_deletion: z.enum(["refused_while_held", "detaches"]).default("refused_while_held"),
  /** Whether the vendor's own roles can be changed and deleted. */
  standard_roles: z.enum(["fixed", "editable"]).default("fixed"),
  /** Whether one may hand out permissions that one lacks. */
  grants: z.enum(["any", "own"]).default("any"),
});

const settingsRow = z
  .object({
    id: z.literal("settings"),
    /** The key whose secret is the administrator's token. */
    adminAccountId: z.string(),
    switches: switches.readonly(),
  })
  .readonly();
export type SettingsRow = z.output<typeof settingsRow>;

const roleRow = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    permissions: z.array(z.string()).readonly(),
    isDefault: z.boolean(),
    ...stamps,
  })
  .readonly();
export type RoleRow = z.output<typeof roleRow>;

const accountRow = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    roleIds: z.array(z.string()).readonly(),
    createdBy: author.nullable(),
    ...stamps,
  })
  .readonly();
export type AccountRow = z.output<typeof accountRow>;

/** The one secret of an account, under the account's id; no row before the first generation. */
const secretRow = z.object({ id: z.string(), secret: z.string(), generatedAt: z.string() }).readonly();
export type SecretRow = z.output<typeof secretRow>;

const userRow = z
  .object({
    id: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    email: z.string(),
    isActive: z.boolean(),
    roleIds: z.array(z.string()).readonly(),
    ...stamps,
  })
  .readonly();
export type UserRow = z.output<typeof userRow>;

const settings: TableDefinition<SettingsRow, never> = {
  name: "inkit/settings",
  row: settingsRow,
  secrets: [],
  indexes: {},
};

const roles: TableDefinition<RoleRow, "name"> = {
  name: "inkit/roles",
  row: roleRow,
  secrets: [],
  indexes: { name: ({ name }) => name },
};

const accounts: TableDefinition<AccountRow, never> = {
  name: "inkit/service-accounts",
  row: accountRow,
  secrets: [],
  indexes: {},
};

const secrets: TableDefinition<SecretRow, "secret"> = {
  name: "inkit/api-keys",
  row: secretRow,
  secrets: ["secret"],
  indexes: { secret: ({ secret }) => secret },
};

const users: TableDefinition<UserRow, "email"> = {
  name: "inkit/users",
  row: userRow,
  secrets: [],
  indexes: { email: ({ email }) => email },
};

export interface InkitTables {
  readonly settings: Table<SettingsRow, never>;
  readonly roles: Table<RoleRow, "name">;
  readonly accounts: Table<AccountRow, never>;
  readonly secrets: Table<SecretRow, "secret">;
  readonly users: Table<UserRow, "email">;
}

export function openTables(store: Store): InkitTables {
  return {
    settings: store.table(settings),
    roles: store.table(roles),
    accounts: store.table(accounts),
    secrets: store.table(secrets),
    users: store.table(users),
  };
}
