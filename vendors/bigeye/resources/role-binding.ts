import { AccessError } from "#access/model/errors.ts";
import type { roleBinding } from "#access/model/nouns/resources/role-binding.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { isKnown, isWhollyKnown } from "#access/schema/unknown.ts";
import { isOutcomeUnknown } from "../../shared/http/outcome.ts";
import type { BigeyeClient } from "../client.ts";
import type { BigeyeConnection } from "../connection.ts";
import { scopeType } from "../facts/data/limits.ts";
import { grantGain } from "../gains.ts";
import type { GivenGrant, GrantSides } from "../group-calls.ts";
import { missingGroups, missingRole } from "../membership-rules.ts";
import type { Grant } from "../wire/role-binding.ts";
import type { Group } from "../wire/group.ts";

type Planned = Pick<Change<typeof roleBinding>, "prior" | "planned">;

interface Bound {
  readonly roleId: string;
  readonly groupId: string | null;
  readonly scope: { readonly type: string; readonly id: string } | null;
}

function placeOf({ group, role, workspace }: GrantSides): string {
  return `${group}/${role}/${workspace}`;
}

function toState({ id, group, role, workspace }: GivenGrant) {
  const scope = { type: scopeType, id: workspace };
  return { id, roleId: role, serviceAccountId: null, memberId: null, groupId: group, scope };
}

/** Both are sure to be there: Bigeye's facts require them. */
function sidesOf({ roleId, groupId, scope }: Bound): GrantSides {
  if (groupId !== null && scope !== null) return { role: roleId, group: groupId, workspace: scope.id };
  throw new AccessError("invalid_value", "A Bigeye role binding needs `group_id` and `scope`.");
}

function isSame({ role, workspace }: Grant, wanted: GrantSides): boolean {
  return role.id === wanted.role && workspace.id === wanted.workspace;
}

function givenBy(group: Group | undefined, wanted: GrantSides): GivenGrant | undefined {
  const grant = group?.grants.find((one) => isSame(one, wanted));
  return grant === undefined ? undefined : { ...wanted, id: grant.id };
}

function twice({ group, role, workspace }: GrantSides): AccessError {
  const message = `Group ${group} is granted role ${role} on workspace ${workspace} by two resources of this configuration. Bigeye keeps one grant of them, and destroying either resource would take it from both.`;
  const advice = "Keep one of them: look for `group_id`, `role_id` and `scope` with these values.";
  return new AccessError("already_exists", message, { path: ["roleId"], advice });
}

async function planCreation(context: Context<BigeyeConnection>, planned: Planned["planned"]) {
  const { roleId, groupId, scope } = planned;
  const isWhole = isKnown(roleId) && isKnown(groupId) && isWhollyKnown(scope);
  if (isWhole && !context.client.grants.plan(JSON.stringify([groupId, roleId, scope]))) {
    return [twice(sidesOf({ roleId, groupId, scope: scope as Bound["scope"] }))];
  }
  return [
    ...(isKnown(roleId) ? await missingRole(context, roleId) : []),
    ...(isKnown(groupId) && groupId !== null ? await missingGroups(context, [groupId], "groupId") : []),
  ];
}

/** Granting again answers the grant that is there, so that one whose answer was lost is simply looked for. */
async function grant(client: BigeyeClient, wanted: GrantSides): Promise<GivenGrant> {
  try {
    const [given] = await client.groups.grant([wanted]);
    if (given !== undefined) return given;
  } catch (error) {
    if (!isOutcomeUnknown(error)) throw error;
    const found = givenBy(await client.groups.find(wanted.group), wanted);
    if (found === undefined) throw error;
    return found;
  }
  throw new AccessError("outcome_unknown", `Bigeye did not say whether role ${wanted.role} was granted.`);
}

async function bind({ client: bigeye, signal, warn }: Context<BigeyeConnection>, wanted: GrantSides) {
  const client = bigeye.during(signal);
  const before = givenBy(await client.groups.find(wanted.group), wanted);
  if (before !== undefined && bigeye.grants.isKept(before.id)) throw twice(wanted);
  const given = await grant(client, wanted);
  if (!bigeye.grants.keep(given.id)) throw twice(wanted);
  if (before?.id === given.id) {
    warn(
      "The grant was there already and is managed from now on",
      `Group ${wanted.group} was granted role ${wanted.role} on workspace ${wanted.workspace} before this run (grant ${given.id}). Destroying this resource takes the role away.`,
    );
  }
  return toState(given);
}

export const roleBindings: Adapter<typeof roleBinding, BigeyeConnection> = {
  async plan(context, { prior, planned }) {
    return prior === null ? { errors: await planCreation(context, planned) } : {};
  },
  gains: grantGain,
  async create(context, plan) {
    const wanted = sidesOf(plan);
    return context.client.turns.take(`grant ${placeOf(wanted)}`, () => bind(context, wanted));
  },
  async read({ client: bigeye, signal }, { id, groupId }) {
    if (groupId === null) return undefined;
    const client = bigeye.during(signal);
    const seen = (await bigeye.reads.group(client, groupId))?.grants.find((one) => one.id === id);
    // Nothing is called gone by what a list of groups leaves out.
    const row = seen ?? (await client.groups.find(groupId))?.grants.find((one) => one.id === id);
    return row && toState({ id, group: groupId, role: row.role.id, workspace: row.workspace.id });
  },
  // What can change in place (reason, until) is state only.
  update: (_context, { prior }) => Promise.resolve(prior),
  async remove({ client: bigeye, signal }, { id, ...bound }) {
    const sides = sidesOf(bound);
    await bigeye.turns.take(`grant ${placeOf(sides)}`, async () => {
      // What this run returned as another resource's, such as its successor's, stays.
      if (!bigeye.grants.isKept(id)) await bigeye.during(signal).groups.revoke([{ id, ...sides }]);
    });
  },
};
