import { z } from "zod";
import type { Store, Table, TableDefinition } from "../store.ts";
import { stamps } from "./stamps.ts";

const userRow = z
  .object({
    id: z.string(),
    displayName: z.string(),
    email: z.string(),
    orgId: z.string(),
    isRoot: z.boolean(),
    status: z.enum(["pending_invite", "active", "deleted"]),
    ...stamps,
  })
  .readonly();
export type UserRow = z.output<typeof userRow>;

/** Every invited user has one from the start; `hash` is empty until somebody sets a password. */
const passwordRow = z.object({ id: z.string(), userId: z.string(), hash: z.string(), ...stamps }).readonly();
export type PasswordRow = z.output<typeof passwordRow>;

const resetTokenRow = z
  .object({
    id: z.string(),
    userId: z.string(),
    passwordId: z.string(),
    token: z.string(),
    /** Milliseconds since 1970. */
    expiresAt: z.number(),
  })
  .readonly();
export type ResetTokenRow = z.output<typeof resetTokenRow>;

const sessionRow = z
  .object({
    id: z.string(),
    userId: z.string(),
    accessToken: z.string(),
    refreshToken: z.string(),
    /** Milliseconds since 1970, as is the next. */
    accessEndsAt: z.number(),
    refreshEndsAt: z.number(),
  })
  .readonly();
export type SessionRow = z.output<typeof sessionRow>;

const userRoleRow = z.object({ id: z.string(), userId: z.string(), roleId: z.string(), ...stamps }).readonly();
export type UserRoleRow = z.output<typeof userRoleRow>;

const preferenceRow = z
  .object({
    id: z.string(),
    userId: z.string(),
    name: z.string(),
    /** Its JSON, as it was sent. */
    value: z.string(),
  })
  .readonly();
export type PreferenceRow = z.output<typeof preferenceRow>;

const users: TableDefinition<UserRow, "email"> = {
  name: "signoz/users",
  row: userRow,
  secrets: [],
  indexes: { email: ({ email, status }) => (status === "deleted" ? undefined : email) },
};

const passwords: TableDefinition<PasswordRow, "user"> = {
  name: "signoz/passwords",
  row: passwordRow,
  secrets: ["hash"],
  indexes: { user: ({ userId }) => userId },
};

const resetTokens: TableDefinition<ResetTokenRow, "user" | "token"> = {
  name: "signoz/reset-password-tokens",
  row: resetTokenRow,
  secrets: ["token"],
  indexes: { user: ({ userId }) => userId, token: ({ token }) => token },
};

const sessions: TableDefinition<SessionRow, "user" | "access" | "refresh"> = {
  name: "signoz/sessions",
  row: sessionRow,
  secrets: ["accessToken", "refreshToken"],
  indexes: {
    user: ({ userId }) => userId,
    access: ({ accessToken }) => accessToken,
    refresh: ({ refreshToken }) => refreshToken,
  },
};

const userRoles: TableDefinition<UserRoleRow, "user" | "role"> = {
  name: "signoz/user-roles",
  row: userRoleRow,
  secrets: [],
  indexes: { user: ({ userId }) => userId, role: ({ roleId }) => roleId },
};

const preferences: TableDefinition<PreferenceRow, "user"> = {
  name: "signoz/user-preferences",
  row: preferenceRow,
  secrets: [],
  indexes: { user: ({ userId }) => userId },
};

export interface UserTables {
  readonly users: Table<UserRow, "email">;
  readonly passwords: Table<PasswordRow, "user">;
  readonly resetTokens: Table<ResetTokenRow, "user" | "token">;
  readonly sessions: Table<SessionRow, "user" | "access" | "refresh">;
  readonly userRoles: Table<UserRoleRow, "user" | "role">;
  readonly preferences: Table<PreferenceRow, "user">;
}

export function openUserTables(store: Store): UserTables {
  return {
    users: store.table(users),
    passwords: store.table(passwords),
    resetTokens: store.table(resetTokens),
    sessions: store.table(sessions),
    userRoles: store.table(userRoles),
    preferences: store.table(preferences),
  };
}
