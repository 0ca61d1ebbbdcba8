import { z } from "zod";
import type { Store, Table, TableDefinition } from "../store.ts";
import { type OrganizationTables, openOrganizationTables } from "./organization-tables.ts";
import { stamps } from "./stamps.ts";
import { type UserTables, openUserTables } from "./user-tables.ts";

const accountRow = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    status: z.enum(["active", "deleted"]),
    orgId: z.string(),
    ...stamps,
  })
  .readonly();
export type AccountRow = z.output<typeof accountRow>;

const keyRow = z
  .object({
    id: z.string(),
    serviceAccountId: z.string(),
    name: z.string(),
    secret: z.string(),
    expiresAt: z.number(),
    lastObservedAt: z.string(),
    ...stamps,
  })
  .readonly();
export type KeyRow = z.output<typeof keyRow>;

const groupRow = z
  .object({
    relation: z.string(),
    objectGroup: z
      .object({
        resource: z.object({ type: z.string(), kind: z.string() }).readonly(),
        selectors: z.array(z.string()).readonly(),
      })
      .readonly(),
  })
  .readonly();
export type GroupRow = z.output<typeof groupRow>;

const roleRow = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    type: z.enum(["managed", "custom"]),
    orgId: z.string(),
    transactionGroups: z.array(groupRow).readonly(),
    ...stamps,
  })
  .readonly();
export type RoleRow = z.output<typeof roleRow>;

/** Kept when the account is deleted. */
const assignmentRow = z
  .object({ id: z.string(), serviceAccountId: z.string(), roleId: z.string(), ...stamps })
  .readonly();
export type AssignmentRow = z.output<typeof assignmentRow>;

const dashboardRow = z
  .object({
    id: z.string(),
    createdBy: z.string(),
    updatedBy: z.string(),
    /** Its JSON, as it was sent. */
    data: z.string(),
    ...stamps,
  })
  .readonly();
export type DashboardRow = z.output<typeof dashboardRow>;

const accounts: TableDefinition<AccountRow, "name" | "email"> = {
  name: "signoz/service-accounts",
  row: accountRow,
  secrets: [],
  indexes: {
    name: ({ name, status }) => (status === "active" ? name : undefined),
    email: ({ email, status }) => (status === "active" ? email : undefined),
  },
};

const keys: TableDefinition<KeyRow, "secret" | "account" | "name"> = {
  name: "signoz/keys",
  row: keyRow,
  secrets: ["secret"],
  indexes: {
    secret: ({ secret }) => secret,
    account: ({ serviceAccountId }) => serviceAccountId,
    name: ({ serviceAccountId, name }) => keyNameIndex(serviceAccountId, name),
  },
};

const roles: TableDefinition<RoleRow, "name"> = {
  name: "signoz/roles",
  row: roleRow,
  secrets: [],
  indexes: { name: ({ name }) => name },
};

const assignments: TableDefinition<AssignmentRow, "account" | "role"> = {
  name: "signoz/service-account-roles",
  row: assignmentRow,
  secrets: [],
  indexes: { account: ({ serviceAccountId }) => serviceAccountId, role: ({ roleId }) => roleId },
};

const dashboards: TableDefinition<DashboardRow, never> = {
  name: "signoz/dashboards",
  row: dashboardRow,
  secrets: [],
  indexes: {},
};

/** Key names are unique within their account. */
export function keyNameIndex(serviceAccountId: string, name: string): string {
  return `${serviceAccountId}/${name}`;
}

export interface SignozTables extends OrganizationTables, UserTables {
  readonly accounts: Table<AccountRow, "name" | "email">;
  readonly keys: Table<KeyRow, "secret" | "account" | "name">;
  readonly roles: Table<RoleRow, "name">;
  readonly assignments: Table<AssignmentRow, "account" | "role">;
  readonly dashboards: Table<DashboardRow, never>;
}

export function openTables(store: Store): SignozTables {
  return {
    ...openOrganizationTables(store),
    ...openUserTables(store),
    accounts: store.table(accounts),
    keys: store.table(keys),
    roles: store.table(roles),
    assignments: store.table(assignments),
    dashboards: store.table(dashboards),
  };
}
