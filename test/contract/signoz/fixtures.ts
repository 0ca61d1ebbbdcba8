import { created } from "#vendors/signoz/wire/common.ts";
import { createdKey, key } from "#vendors/signoz/wire/key.ts";
import { listedRole, role } from "#vendors/signoz/wire/role.ts";
import { resetPasswordToken } from "#vendors/signoz/wire/member.ts";
import { serviceAccountWithRoles } from "#vendors/signoz/wire/service-account.ts";
import { session } from "#vendors/signoz/wire/session.ts";
import type { TransactionGroup } from "#vendors/signoz/wire/role.ts";
import { z } from "zod";
import { type Asking, type Client, unique } from "./client.ts";

export interface KeyHolder {
  readonly accountId: string;
  readonly keyId: string;
  readonly secret: string;
}

export async function roleId(client: Client, name: string): Promise<string> {
  const roles = await client.data(z.array(listedRole), "ListRoles");
  const found = roles.find((listed) => listed.name === name);
  if (found === undefined) throw new Error(`no role ${name}`);
  return found.id;
}

export async function createAccount(client: Client, name: string = unique("bot")): Promise<string> {
  return (await client.data(created, "CreateServiceAccount", { body: { name } })).id;
}

export async function readAccount(client: Client, id: string): Promise<z.output<typeof serviceAccountWithRoles>> {
  return client.data(serviceAccountWithRoles, "GetServiceAccount", { params: { id } });
}

export async function readRole(client: Client, id: string): Promise<z.output<typeof role>> {
  return client.data(role, "GetRole", { params: { id } });
}

export async function createRole(
  client: Client,
  transactionGroups: readonly TransactionGroup[] = [],
  name: string = unique("team"),
): Promise<string> {
  return (await client.data(created, "CreateRole", { body: { name, transactionGroups } })).id;
}

export async function assign(client: Client, serviceAccountId: string, role: string): Promise<string> {
  return (await client.data(created, "CreateServiceAccountRole", { body: { serviceAccountId, roleId: role } })).id;
}

export async function createKey(client: Client, accountId: string, name = "first"): Promise<KeyHolder> {
  const made = await client.data(createdKey, "CreateServiceAccountKey", {
    params: { id: accountId },
    body: { name, expiresAt: 0 },
  });
  return { accountId, keyId: made.id, secret: made.key };
}

export async function listKeys(client: Client, accountId: string): Promise<readonly z.output<typeof key>[]> {
  return client.data(z.array(key), "ListServiceAccountKeys", { params: { id: accountId } });
}

/** A key of a new account that holds these roles. */
export async function holderOf(client: Client, ...roleIds: readonly string[]): Promise<KeyHolder> {
  const accountId = await createAccount(client);
  for (const id of roleIds) await assign(client, accountId, id);
  return createKey(client, accountId);
}

export function group(relation: string, resource: string, ...selectors: readonly string[]): TransactionGroup {
  const [type = "", kind = type] = resource.split("/");
  return { relation, objectGroup: { resource: { type, kind }, selectors: [...selectors] } };
}

/** The role that the vendor's tutorial makes: its holders add keys to one account and nothing else. */
export function addKeysTo(accountId: string): readonly TransactionGroup[] {
  return [
    group("create", "metaresource/factor-api-key", "*"),
    group("list", "metaresource/factor-api-key", "*"),
    group("attach", "serviceaccount", accountId),
    group("list", "serviceaccount", "*"),
    group("read", "serviceaccount", accountId),
  ];
}

/** What only an instance of the community edition or of an older version has. */
export const elsewhere: ReadonlySet<string> = new Set([
  "CreateServiceAccountRoleDeprecated",
  "DeleteServiceAccountRoleDeprecated",
]);

/** Well-formed, and nobody's. */
export const nobody = "0198c0de-0000-7000-8000-0000000000ff";

export const goodPassword = "Kestrel-over-4-fjords";

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

export async function orgId(client: Client): Promise<string> {
  return (await client.data(created, "GetMyOrganization")).id;
}

export async function invite(
  client: Client,
  ...roleIds: readonly string[]
): Promise<{ readonly id: string; readonly email: string }> {
  const email = `${unique("person")}@latchkey.example`;
  const body = { email, displayName: "Somebody", userRoles: roleIds.map((id) => ({ id })) };
  return { id: (await client.data(created, "CreateUser", { body })).id, email };
}

export async function resetToken(client: Client, id: string): Promise<z.output<typeof resetPasswordToken>> {
  return client.data(resetPasswordToken, "CreateResetPasswordToken", { params: { id } });
}

export async function logIn(client: Client, email: string, password = goodPassword): Promise<z.output<typeof session>> {
  const body = { email, password, orgId: await orgId(client) };
  return client.data(session, "CreateSessionByEmailPassword", { body, key: null });
}

/** Somebody who was invited with these roles, set a password and signed in. */
export async function personOf(client: Client, ...roleIds: readonly string[]): Promise<Person> {
  const { id, email } = await invite(client, ...roleIds);
  const { token } = await resetToken(client, id);
  const body = { token, password: goodPassword };
  await client.call("ResetPassword", { body, key: null });
  const { accessToken, refreshToken } = await logIn(client, email);
  return { id, email, accessToken, refreshToken };
}

/** What to ask with to act as the holder of a session's token. */
export function bearing(token: string): Pick<Asking, "key" | "headers"> {
  return { key: null, headers: { authorization: `Bearer ${token}` } };
}

export async function adminPerson(client: Client): Promise<Person> {
  return personOf(client, await roleId(client, "signoz-admin"));
}

/** The root user's id. */
export async function rootId(client: Client): Promise<string> {
  const users = await client.data(z.array(z.object({ id: z.string(), isRoot: z.boolean() })), "ListUsers");
  return users.find(({ isRoot }) => isRoot)?.id ?? "";
}
