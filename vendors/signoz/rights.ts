import type { TokenRights } from "#access/model/permissions/escalation.ts";
import type { Permission } from "#access/model/permissions/permission.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { readIfPermitted } from "../shared/calls/permitted.ts";
import type { SignozClient } from "./client.ts";
import type { SignozConnection } from "./connection.ts";
import { adminRoleName } from "./facts/data/managed-roles.ts";
import { permissions as facts } from "./facts/permissions.ts";
import type { OwnRights } from "./check-reads.ts";
import { fromTransactionGroups } from "./role-permissions.ts";
import type { Role } from "./wire/role.ts";
import type { ServiceAccountWithRoles } from "./wire/service-account.ts";

const unknownRights: TokenRights = {
  kind: "unknown",
  reason: "SigNoz does not recognize the token as a service account's or a user's.",
};

function isAdmin({ type, name }: Role): boolean {
  return type === "managed" && name === adminRoleName;
}

function permissionsOf(roles: readonly Role[]): readonly Permission[] {
  return roles.flatMap(({ transactionGroups }) => fromTransactionGroups(transactionGroups));
}

function rolesOf({ serviceAccountRoles }: ServiceAccountWithRoles): readonly Role[] {
  return (serviceAccountRoles ?? []).map(({ role }) => role);
}

/** The roles with these names. Empty if the token may not list roles. */
async function findRolesNamed(client: SignozClient, names: readonly string[]): Promise<readonly Role[]> {
  if (names.length === 0) return [];
  const readNamed = async (): Promise<readonly Role[]> => {
    const listed = (await client.listRoles()).filter(({ name }) => names.includes(name));
    const found = await Promise.all(listed.map(({ id }) => client.findRole(id)));
    return found.filter((role) => role !== undefined);
  };
  return (await readIfPermitted(readNamed()))?.value ?? [];
}

interface Holder {
  readonly id: string;
  /** As in `account "deployer" (ID)`. */
  readonly title: string;
  readonly roles: readonly Role[];
}

/** The service account or, for a session, the user that the token belongs to. */
async function findHolder(client: SignozClient): Promise<Holder | undefined> {
  const account = await client.findMe();
  if (account !== undefined) {
    return { id: account.id, title: `account "${account.name}" (${account.id})`, roles: rolesOf(account) };
  }
  const user = await client.users.findMe();
  if (user === undefined) return undefined;
  return { id: user.id, title: `user ${user.email} (${user.id})`, roles: user.userRoles.map(({ role }) => role) };
}

async function readOwnRights(client: SignozClient, mayDelegate: readonly string[]): Promise<OwnRights> {
  const self = await findHolder(client);
  if (self === undefined) return { rights: unknownRights, from: [] };
  const { title: holder, roles: own } = self;
  const from = [self.id, ...own.map(({ id }) => id)];
  if (own.some(isAdmin)) return { rights: { kind: "all" }, from };
  const managed = mayDelegate.filter((name) => Object.hasOwn(facts.managedRoles, name));
  const others = mayDelegate.filter((name) => !managed.includes(name));
  const delegable = await findRolesNamed(client, others);
  const permissions = [
    ...permissionsOf([...own, ...delegable]),
    ...managed.flatMap((name) => facts.managedRoles[name] ?? []),
  ];
  return {
    rights: { kind: "some", holder, permissions },
    from: [...from, ...others, ...delegable.map(({ id }) => id)],
  };
}

/** What the token may grant. SigNoz's admin role passes every check, so nothing else is read for its holders. */
export async function readTokenRights(
  { client: signoz, signal }: Context<SignozConnection>,
  mayDelegate: readonly string[],
): Promise<TokenRights> {
  const own = await signoz.checks.own.get("own", () => readOwnRights(signoz.during(signal), mayDelegate));
  return own.rights;
}

/** Undefined if the role does not exist. */
export async function findRolePermissions(
  { client: signoz, signal }: Context<SignozConnection>,
  id: string,
): Promise<{ readonly name: string; readonly permissions: readonly Permission[] } | undefined> {
  const role = await signoz.checks.roles.get(id, () => signoz.during(signal).findRole(id));
  return role === undefined ? undefined : { name: role.name, permissions: permissionsOf([role]) };
}

/** Undefined if the account does not exist. */
export async function findAccountPermissions(
  { client: signoz, signal }: Context<SignozConnection>,
  id: string,
): Promise<{ readonly name: string; readonly permissions: readonly Permission[] } | undefined> {
  const account = await signoz.checks.accounts.get(id, () => signoz.during(signal).findAccount(id));
  return account === undefined ? undefined : { name: account.name, permissions: permissionsOf(rolesOf(account)) };
}

/** The permissions of all roles with these names. Unknown names are skipped. */
export async function listPermissionsOfRoles(
  { client: signoz, signal }: Context<SignozConnection>,
  names: readonly string[],
): Promise<readonly Permission[]> {
  const managed = names.filter((name) => Object.hasOwn(facts.managedRoles, name));
  const others = names.filter((name) => !managed.includes(name));
  const found = await findRolesNamed(signoz.during(signal), others);
  return [...managed.flatMap((name) => facts.managedRoles[name] ?? []), ...permissionsOf(found)];
}
