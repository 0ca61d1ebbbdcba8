import type { AccessReads } from "#access/model/vendors/adapter.ts";
import type { Holder, Thing, Told, Untold } from "#access/model/vendors/told.ts";
import type { SignozClient } from "./client.ts";
import type { SignozConnection } from "./connection.ts";
import { describeRole } from "./role-permissions.ts";
import type { Role } from "./wire/role.ts";
import type { ServiceAccountWithRoles } from "./wire/service-account.ts";

const unrecognized: Untold = {
  reason: "SigNoz does not recognize the token as a service account's or a user's.",
};

function tellRole(role: Role): Told {
  return { type: "role", kind: "dataSource", state: describeRole(role) };
}

function tellAccount({ id, name, email, status, serviceAccountRoles }: ServiceAccountWithRoles): readonly Told[] {
  const roles = (serviceAccountRoles ?? []).map(({ role }) => role);
  const state = { id, name, email, status, roleIds: roles.map((role) => role.id) };
  return [{ type: "service_account", kind: "dataSource", state }, ...roles.map(tellRole)];
}

/** The service account or, for a session, the user that the token belongs to. */
async function findHolder(client: SignozClient): Promise<Holder | Untold> {
  const account = await client.findMe();
  if (account !== undefined) {
    const { id, name } = account;
    return { id, title: `account "${name}" (${id})`, told: tellAccount(account) };
  }
  const user = await client.users.findMe();
  if (user === undefined) return unrecognized;
  const { id, email, userRoles } = user;
  const roles = userRoles.map(({ role }) => role);
  const none = { accountRole: null, activationToken: null };
  const state = { id, email, roleIds: roles.map((role) => role.id), ...none };
  return {
    id,
    title: `user ${email} (${id})`,
    told: [{ type: "member", kind: "resource", state }, ...roles.map(tellRole)],
  };
}

async function findRole({ checks }: SignozConnection, client: SignozClient, id: string): Promise<readonly Told[]> {
  const role = await checks.roles.get(id, () => client.findRole(id));
  return role === undefined ? [] : [tellRole(role)];
}

async function findAccount({ checks }: SignozConnection, client: SignozClient, id: string): Promise<readonly Told[]> {
  const account = await checks.accounts.get(id, () => client.findAccount(id));
  return account === undefined ? [] : tellAccount(account);
}

/** Lists the roles once for all names that are not known yet. */
async function findRolesNamed(
  { checks }: SignozConnection,
  client: SignozClient,
  names: readonly string[],
): Promise<readonly Told[]> {
  let listing: ReturnType<SignozClient["listRoles"]> | undefined;
  const readNamed = async (name: string): Promise<Role | undefined> => {
    listing ??= client.listRoles();
    const listed = (await listing).find((role) => role.name === name);
    return listed === undefined ? undefined : client.findRole(listed.id);
  };
  const found = await Promise.all(
    names.map((name) => checks.named.get(name, async () => ({ name, role: await readNamed(name) }))),
  );
  return found.flatMap(({ role }) => (role === undefined ? [] : [tellRole(role)]));
}

function pick(things: readonly Thing[], space: Thing["space"], kind: Thing["kind"]): readonly string[] {
  return things.filter((one) => one.space === space && one.kind === kind).map(({ text }) => text);
}

/** What the token's owner and others hold. Roles come with their permissions, so that few things are asked for. */
export const accessReads: AccessReads<SignozConnection> = {
  readHolder: ({ client: signoz, signal }) => signoz.checks.own.get("own", () => findHolder(signoz.during(signal))),
  async readThings({ client: signoz, signal }, things) {
    const client = signoz.during(signal);
    const told = await Promise.all([
      ...pick(things, "principal", "id").map((id) => findAccount(signoz, client, id)),
      ...pick(things, "role", "id").map((id) => findRole(signoz, client, id)),
      findRolesNamed(signoz, client, pick(things, "role", "name")),
    ]);
    return told.flat();
  },
};
