import { z } from "zod";
import { accountLevels } from "#vendors/arize/facts/data/levels.ts";
import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import * as commonWire from "#vendors/arize/wire/common.ts";
import * as memberWire from "#vendors/arize/wire/member.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { type Outcome, created, done, found } from "../shared/outcome.ts";
import { type SeedPlace, seedList } from "../shared/seed.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { endpoint } from "./endpoint.ts";
import { conflict, errorCodes, forbidden, invalid, notFound, unprocessable } from "./errors.ts";
import type { Caller } from "./identity.ts";
import type { Instance, Row } from "./instance.ts";
import { userJson } from "./json.ts";
import { putKey } from "./key-creation.ts";
import { pageQuery, takePage } from "./paging.ts";
import { isAccountAdmin } from "./permissions.ts";
import { removeUser } from "./removal.ts";
import { fitsFilter } from "./text-filter.ts";
import { seedEmail, seedExpiry, seedId, seedName, seedSecret } from "./seed.ts";

const row = z
  .object({
    id: z.string(),
    kind: z.enum(["human", "bot"]),
    name: z.string(),
    email: z.string(),
    status: z.enum([...memberWire.userStatuses, "INACTIVE"]),
    level: z.enum(accountLevels),
    isDeveloper: z.boolean(),
    temporaryPassword: z.string().nullable(),
    createdAt: z.string(),
  })
  .readonly();

const tables = {
  users: defineTable({
    name: "arize/users",
    row,
    secrets: ["temporaryPassword"],
    indexes: { email: ({ kind, email }) => (kind === "human" ? email.toLowerCase() : undefined) },
  }),
};

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

const status = z.enum(memberWire.userStatuses);
const listQuery = z.object({
  ...pageQuery,
  email: z.string().max(255).optional(),
  status: z.union([status.transform((one) => [one]), z.array(status)]).optional(),
});

/** Finds people only: nobody can invite bots. Blocked people are gone. Throws 404. */
async function getPerson(instance: Instance, id: string): Promise<Row<"users">> {
  const row = await instance.users.get(id);
  if (row === undefined || row.kind === "bot" || row.status === "INACTIVE") throw notFound(`user ${id}`);
  return row;
}

/** As `getPerson`. Annotators of the account read nobody. */
async function getReadablePerson(instance: Instance, { user }: Caller, id: string): Promise<Row<"users">> {
  if (user.level === "ANNOTATOR") throw notFound(`user ${id}`);
  return getPerson(instance, id);
}

function checkAdmin({ user }: Caller): void {
  if (!isAccountAdmin(user)) throw forbidden("users are changed by administrators of the account");
}

export interface NewUser {
  readonly id?: string | undefined;
  readonly name: string;
  readonly email: string;
  readonly level: Row<"users">["level"];
  readonly status: Row<"users">["status"];
  readonly isDeveloper?: boolean | undefined;
  readonly temporaryPassword?: string | null;
}

/** Replaces the person who has the address already. */
export async function putUser(instance: Instance, wanted: NewUser): Promise<Row<"users">> {
  const { isDeveloper = wanted.level !== "ANNOTATOR", temporaryPassword = null, ...fields } = wanted;
  const [present] = await instance.users.find("email", wanted.email.toLowerCase());
  const id = present?.id ?? wanted.id ?? (await instance.newId(idTypes.user));
  const createdAt = present?.createdAt ?? instance.timestamp();
  const row: Row<"users"> = { ...fields, id, kind: "human", isDeveloper, temporaryPassword, createdAt };
  await instance.users.put(row);
  return row;
}

async function createUser(instance: Instance, body: memberWire.UserCreation): Promise<Outcome> {
  const { name, email, role, invite_mode: mode, is_developer: isDeveloper } = body;
  if (role.type === "CUSTOM") throw unprocessable("custom roles hold on spaces and projects only");
  const [present] = await instance.users.find("email", email.toLowerCase());
  const isTaken = present?.status === "ACTIVE" || present?.status === "INACTIVE";
  if (isTaken) throw conflict(`${email} is a user of the account already, or was`);
  if (present?.status === "INVITED" && mode !== "NONE") return found(userJson(present));
  const temporaryPassword = mode === "TEMPORARY_PASSWORD" ? instance.newSecret() : null;
  const row = await putUser(instance, {
    name,
    email,
    level: role.name,
    isDeveloper,
    temporaryPassword,
    status: mode === "NONE" ? "ACTIVE" : "INVITED",
  });
  const once = temporaryPassword === null ? {} : { temporary_password: temporaryPassword };
  return created({ ...userJson(row), invite_mode: mode, ...once });
}

async function updateUser(
  instance: Instance,
  caller: Caller,
  { id, body }: { readonly id: string; readonly body: memberWire.UserUpdate },
): Promise<Row<"users">> {
  const row = await getReadablePerson(instance, caller, id);
  checkAdmin(caller);
  const { name = row.name, is_developer: isDeveloper = row.isDeveloper } = body;
  return (await instance.users.patch(row.id, { name, isDeveloper })) ?? row;
}

async function deleteUser(instance: Instance, caller: Caller, id: string): Promise<Outcome> {
  checkAdmin(caller);
  if (caller.user.id === id) throw forbidden("nobody deletes themselves");
  const row = await instance.users.get(id);
  if (row === undefined || row.kind === "bot") throw notFound(`user ${id}`);
  await removeUser(instance, row.id);
  return done;
}

const userOfSeed = z.strictObject({
  id: seedId(idTypes.user),
  name: seedName,
  email: seedEmail,
  /** @default "MEMBER" */
  level: z.enum(accountLevels).optional(),
  /** @default "ACTIVE" */
  status: z.enum(memberWire.userStatuses).optional(),
  /** @default true, but false for annotators */
  isDeveloper: z.boolean().optional(),
  keys: z
    .array(z.strictObject({ id: seedId(idTypes.key), name: seedName, expiresAt: seedExpiry, secret: seedSecret }))
    .optional(),
});

async function plantUser(
  instance: Instance,
  { keys, level = "MEMBER", status = "ACTIVE", ...user }: z.output<typeof userOfSeed>,
  place: SeedPlace,
): Promise<void> {
  const { id: userId } = await putUser(instance, { ...user, level, status });
  await place.at("keys").each(keys, ({ id, name, expiresAt, secret }) =>
    putKey(instance, {
      id,
      secret,
      type: "USER",
      name,
      description: null,
      userId,
      createdBy: userId,
      expiresAt: expiresAt === undefined ? null : Date.parse(expiresAt),
    }),
  );
}

const path = "/v2/users";
const onUser = { ids: { user_id: idTypes.user } } as const;
const admin = { permissions: ["account ADMIN"] };

const writes = [
  endpoint({
    method: "POST",
    path,
    operationId: "create_user",
    ...admin,
    body: memberWire.userCreation,
    replies: { 200: memberWire.user, 201: memberWire.createdUser },
    errors: errorCodes(403, 404, 409, 422),
    async handle(instance, { caller, body }) {
      checkAdmin(caller);
      return createUser(instance, body);
    },
  }),
  endpoint({
    method: "PATCH",
    path: `${path}/{user_id}`,
    ...onUser,
    operationId: "update_user",
    body: memberWire.userUpdate,
    replies: { 200: memberWire.user },
    errors: errorCodes(403, 404, 422),
    handle: async (instance, { caller, params: { user_id = "" }, body }) =>
      found(userJson(await updateUser(instance, caller, { id: user_id, body: body }))),
  }),
  endpoint({
    method: "DELETE",
    path: `${path}/{user_id}`,
    ...onUser,
    operationId: "delete_user",
    ...admin,
    replies: { 204: null },
    errors: errorCodes(403, 404),
    handle: (instance, { caller, params: { user_id = "" } }) => deleteUser(instance, caller, user_id),
  }),
  endpoint({
    method: "POST",
    path: `${path}/{user_id}/resend-invitation`,
    ...onUser,
    ...admin,
    operationId: "resend_user_invitation",
    replies: { 204: null },
    errors: errorCodes(403, 404),
    async handle(instance, { caller, params: { user_id = "" } }) {
      checkAdmin(caller);
      const row = await getPerson(instance, user_id);
      if (row.status === "ACTIVE") throw invalid("the user has accepted the invitation already");
      await instance.users.patch(row.id, { status: "INVITED" });
      return done;
    },
  }),
  endpoint({
    method: "POST",
    path: `${path}/{user_id}/reset-password`,
    ...onUser,
    ...admin,
    operationId: "reset_user_password",
    replies: { 204: null },
    errors: errorCodes(403, 404),
    async handle(instance, { caller, params: { user_id = "" } }) {
      checkAdmin(caller);
      const row = await getPerson(instance, user_id);
      if (row.status !== "ACTIVE") throw invalid("the user has not accepted the invitation yet");
      return done;
    },
  }),
];

const reads = [
  endpoint({
    method: "GET",
    path,
    operationId: "list_users",
    query: listQuery,
    replies: { 200: commonWire.pageOf("users", memberWire.user) },
    errors: errorCodes(403),
    async handle(instance, { caller, query }) {
      if (caller.user.level === "ANNOTATOR") throw forbidden("annotators do not list users");
      const statuses: readonly string[] = query.status ?? memberWire.userStatuses;
      const kept = (await instance.users.list()).filter(
        (row) => row.kind === "human" && statuses.includes(row.status) && fitsFilter(row.email, query.email),
      );
      const { rows, pagination } = takePage(kept, query);
      return found({ users: rows.map(userJson), pagination });
    },
  }),
  endpoint({
    method: "GET",
    path: `${path}/{user_id}`,
    ...onUser,
    operationId: "get_user",
    replies: { 200: memberWire.user },
    errors: errorCodes(404),
    handle: async (instance, { caller, params: { user_id = "" } }) =>
      found(userJson(await getReadablePerson(instance, caller, user_id))),
  }),
];

const routes = [...reads, ...writes];

export const noun = defineMockNoun({
  tables,
  routes,
  seed: seedList({ member: "users", item: userOfSeed, plant: plantUser }),
});
