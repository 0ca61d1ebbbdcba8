import { AccessError } from "#access/model/errors.ts";
import type { Holder, Thing, Told, Untold } from "#access/model/vendors/told.ts";
import type { AccessReads, Context } from "#access/model/vendors/adapter.ts";
import type { BigeyeConnection } from "./connection.ts";
import { adminGroup } from "./facts/data/limits.ts";
import { describeRole } from "./role-permissions.ts";
import { findTokenOwner } from "./token-owner.ts";
import type { Group } from "./wire/group.ts";
import type { User } from "./wire/member.ts";
import type { Role } from "./wire/role.ts";

type Reading = Context<BigeyeConnection>;

const withoutOwner: Untold = {
  reason: "Bigeye does not show the owner of a token, and none of the token's own keys has an owner.",
};

const unreadable: Untold = {
  reason: "The token cannot read users, groups and roles, so its own rights are unknown.",
};

function tellRole(role: Role): Told {
  return { type: "role", kind: "dataSource", state: describeRole(role) };
}

/** A group with its grants, each limited to its workspace. */
function tellGroup({ id, name, grants }: Group): readonly Told[] {
  const none = { serviceAccountId: null, memberId: null, reason: null, until: null };
  const held = grants.map(({ id: row, role, workspace }): Told => {
    const scope = { type: "workspace", id: workspace.id };
    return { type: "role_binding", kind: "resource", state: { id: row, roleId: role.id, groupId: id, scope, ...none } };
  });
  return [
    { type: "group", kind: "dataSource", state: { id, name } },
    ...held,
    ...grants.map(({ role }) => tellRole(role)),
  ];
}

/** A person or a service account with the names of its groups: to be in the Admin group is enough to know. */
function tellUser({ id, name, email, groups, isServiceAccount }: User): readonly Told[] {
  const own: Told = isServiceAccount
    ? { type: "service_account", kind: "dataSource", state: { id, name, roleIds: null } }
    : { type: "member", kind: "dataSource", state: { id, email } };
  const memberships = groups.map((group): Told => {
    const state = { id, groupId: group.id, serviceAccountId: id, memberId: null };
    return { type: "group_membership", kind: "resource", state };
  });
  const named = groups.map((group): Told => {
    return { type: "group", kind: "dataSource", state: { id: group.id, name: group.displayName } };
  });
  return [own, ...memberships, ...named];
}

async function findGroup({ client: bigeye, signal }: Reading, id: string): Promise<readonly Told[]> {
  const group = await bigeye.reads.readGroup(bigeye.during(signal), id);
  return group === undefined ? [] : tellGroup(group);
}

async function findUser({ client: bigeye, signal }: Reading, id: string): Promise<readonly Told[]> {
  const user = await bigeye.reads.readUser(bigeye.during(signal), id);
  return user === undefined ? [] : tellUser(user);
}

async function findRole({ client: bigeye, signal }: Reading, id: string): Promise<readonly Told[]> {
  const role = await bigeye.reads.readRole(bigeye.during(signal), id);
  return role === undefined ? [] : [tellRole(role)];
}

async function findRolesNamed({ client: bigeye, signal }: Reading, names: readonly string[]): Promise<readonly Told[]> {
  if (names.length === 0) return [];
  const roles = await bigeye.reads.readRoles(bigeye.during(signal));
  return roles.filter(({ name }) => names.includes(name)).map(tellRole);
}

function isAdministrator({ groups }: User): boolean {
  return groups.some(({ displayName }) => displayName === adminGroup);
}

async function findHolder(context: Reading): Promise<Holder | Untold> {
  const owner = await findTokenOwner(context);
  if (owner === undefined) return withoutOwner;
  const { id, name, groups, isServiceAccount } = owner;
  const title = `${isServiceAccount ? "account" : "user"} "${name}" (${id})`;
  if (isAdministrator(owner)) {
    const holder: Holder = { id, title, told: tellUser(owner) };
    context.client.administrator = holder;
    return holder;
  }
  const held = await Promise.all(groups.map((group) => findGroup(context, group.id)));
  return { id, title, told: [...tellUser(owner), ...held.flat()] };
}

function pick(things: readonly Thing[], space: Thing["space"], kind: Thing["kind"]): readonly string[] {
  return things.filter((one) => one.space === space && one.kind === kind).map(({ text }) => text);
}

/**
 * Who holds what, from reads that a whole run shares. That the token is an administrator's is read once: if it stops to be
 * one, Bigeye refuses what follows.
 */
export const accessReads: AccessReads<BigeyeConnection> = {
  async readHolder(context) {
    if (context.client.administrator !== undefined) return context.client.administrator;
    try {
      return await findHolder(context);
    } catch (error) {
      if (error instanceof AccessError && error.code === "forbidden") return unreadable;
      throw error;
    }
  },
  async readThings(context, things) {
    const told = await Promise.all([
      ...pick(things, "principal", "id").map((id) => findUser(context, id)),
      ...pick(things, "group", "id").map((id) => findGroup(context, id)),
      ...pick(things, "role", "id").map((id) => findRole(context, id)),
      findRolesNamed(context, pick(things, "role", "name")),
    ]);
    return told.flat();
  },
};
