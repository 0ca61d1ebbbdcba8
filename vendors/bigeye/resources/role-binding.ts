import { AccessError } from "#access/model/errors.ts";
import type { roleBinding as definition } from "#access/model/nouns/resources/role-binding.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { isKnown, isWhollyKnown } from "#access/schema/unknown.ts";
import { readRows, readWhole, toStates } from "../../shared/lists/read-rows.ts";
import { dissolve, establish } from "../../shared/relations/establish.ts";
import { createTwinError, planRelation, type RelationWords } from "../../shared/relations/plan-relation.ts";
import type { BigeyeConnection } from "../connection.ts";
import { scopeType } from "../facts/data/limits.ts";
import type { GivenGrant, GrantSides } from "../group-calls.ts";
import { findMissingGroups, findMissingRole } from "../references.ts";
import { isNeverEmpty } from "../lists.ts";

type Planned = Pick<Change<typeof definition>, "prior" | "planned" | "replaces">;

interface Bound {
  readonly roleId: string;
  readonly groupId: string | null;
  readonly scope: { readonly type: string; readonly id: string } | null;
}

const grants = "grant";

/** Bigeye has at most one grant per group, role and workspace. */
function pairOf({ group, role, workspace }: GrantSides) {
  return { kind: grants, pair: `${group}/${role}/${workspace}` };
}

function toState({ id, group, role, workspace }: GivenGrant) {
  const scope = { type: scopeType, id: workspace };
  return { id, roleId: role, serviceAccountId: null, memberId: null, groupId: group, scope };
}

/** Bigeye's facts require both values, so that a missing one is a bug. */
function readSides({ roleId, groupId, scope }: Bound): GrantSides {
  if (groupId !== null && scope !== null) return { role: roleId, group: groupId, workspace: scope.id };
  throw new AccessError("invalid_value", "A Bigeye role binding needs `group_id` and `scope`.");
}

function toWords({ group, role, workspace }: GrantSides): RelationWords {
  const does = `grant role ${role} on workspace ${workspace} to group ${group}`;
  return { does, row: "grant", attribute: "roleId", search: "`group_id`, `role_id` and `scope`" };
}

/** Reports a second resource for the same grant. */
function planPair(context: Context<BigeyeConnection>, { prior, planned, replaces }: Planned): readonly AccessError[] {
  const { roleId, groupId, scope } = planned;
  if (!isKnown(roleId) || !isKnown(groupId) || !isWhollyKnown(scope)) return [];
  const sides = readSides({ roleId, groupId, scope: scope as Bound["scope"] });
  return planRelation(context, {
    prior: prior && { ...pairOf(readSides(prior)), id: prior.id },
    planned: pairOf(sides),
    replaces,
    words: toWords(sides),
  });
}

async function planCreation(context: Context<BigeyeConnection>, planned: Planned["planned"]) {
  const { roleId, groupId } = planned;
  return [
    ...(isKnown(roleId) ? await findMissingRole(context, roleId) : []),
    ...(isKnown(groupId) && groupId !== null ? await findMissingGroups(context, [groupId], "groupId") : []),
  ];
}

async function bind(context: Context<BigeyeConnection>, sides: GrantSides): Promise<GivenGrant> {
  const { groups } = context.client.during(context.signal);
  const { group, role, workspace } = sides;
  async function find(): Promise<GivenGrant | undefined> {
    const found = (await groups.find(group))?.grants.find(
      (one) => one.role.id === role && one.workspace.id === workspace,
    );
    return found && { ...sides, id: found.id };
  }
  return establish(context, {
    ...pairOf(sides),
    findBefore: find,
    async give() {
      const [given] = await groups.grant([sides]);
      if (given !== undefined) return given;
      throw new AccessError("outcome_unknown", `Bigeye did not confirm the grant of role ${role}.`);
    },
    // Granting is idempotent, so after a lost response it is enough to look for the grant.
    findAfter: find,
    refuseTwin: ({ id }) => createTwinError(context, toWords(sides), id),
    warnAdopted({ id }, isResponseLost) {
      if (isResponseLost) return;
      context.warn(
        "The grant existed already and is managed from now on",
        `Group ${group} had role ${role} on workspace ${workspace} before this run (grant ${id}). Destroying this resource revokes it.`,
      );
    },
  });
}

export const roleBinding: Adapter<typeof definition, BigeyeConnection> = {
  async plan(context, change) {
    const errors = planPair(context, change);
    if (errors.length > 0 || change.prior !== null) return { errors };
    return { errors: await planCreation(context, change.planned) };
  },
  create: async (context, plan) => toState(await bind(context, readSides(plan))),
  async read({ client: bigeye, signal }, { id, groupId }) {
    if (groupId === null) return undefined;
    const client = bigeye.during(signal);
    const seen = (await bigeye.reads.readGroup(client, groupId))?.grants.find((one) => one.id === id);
    // The list of groups may be incomplete, so a grant is gone only if the group itself lacks it too.
    const row = seen ?? (await client.groups.find(groupId))?.grants.find((one) => one.id === id);
    return row && toState({ id, group: groupId, role: row.role.id, workspace: row.workspace.id });
  },
  list({ client: bigeye, signal }) {
    const pages = readWhole(() => bigeye.reads.readGroups(bigeye.during(signal)));
    return toStates(readRows({ what: "Role bindings", pages, isNeverEmpty }), ({ id: group, grants: held }) =>
      held.map(({ id, role, workspace }) => toState({ id, group, role: role.id, workspace: workspace.id })),
    );
  },
  // The attributes that can change in place, `reason` and `until`, exist only in state.
  update: (_context, { prior }) => Promise.resolve(prior),
  async remove(context, { id, ...bound }) {
    const sides = readSides(bound);
    const take = () => context.client.during(context.signal).groups.revoke([{ id, ...sides }]);
    await dissolve(context, { ...pairOf(sides), row: id }, take);
  },
};
