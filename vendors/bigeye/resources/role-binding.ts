import { AccessError } from "#access/model/errors.ts";
import type { roleBinding as definition } from "#access/model/nouns/resources/role-binding.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { isKnown, isWhollyKnown } from "#access/schema/unknown.ts";
import { dissolve, establish } from "../../shared/relations/establish.ts";
import type { BigeyeConnection } from "../connection.ts";
import { scopeType } from "../facts/data/limits.ts";
import { grantGain } from "../gains.ts";
import type { GivenGrant, GrantSides } from "../group-calls.ts";
import { missingGroups, missingRole } from "../references.ts";

type Planned = Pick<Change<typeof definition>, "prior" | "planned">;

interface Bound {
  readonly roleId: string;
  readonly groupId: string | null;
  readonly scope: { readonly type: string; readonly id: string } | null;
}

const grants = "grant";

/** Bigeye keeps at most one grant of a group, a role and a workspace. */
function pairOf({ group, role, workspace }: GrantSides) {
  return { kind: grants, pair: `${group}/${role}/${workspace}` };
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

function twinError({ group, role, workspace }: GrantSides): AccessError {
  const message = `Two resources of this configuration grant role ${role} on workspace ${workspace} to group ${group}. Bigeye keeps one grant of them, and destroying either resource would take the role from both.`;
  const advice = "Keep one of them: look for `group_id`, `role_id` and `scope` with these values.";
  return new AccessError("already_exists", message, { path: ["roleId"], advice });
}

async function planCreation(context: Context<BigeyeConnection>, planned: Planned["planned"]) {
  const { roleId, groupId, scope } = planned;
  if (isKnown(roleId) && isKnown(groupId) && isWhollyKnown(scope)) {
    const sides = sidesOf({ roleId, groupId, scope: scope as Bound["scope"] });
    if (!context.client.owners(grants).plan(pairOf(sides).pair)) return [twinError(sides)];
  }
  return [
    ...(isKnown(roleId) ? await missingRole(context, roleId) : []),
    ...(isKnown(groupId) && groupId !== null ? await missingGroups(context, [groupId], "groupId") : []),
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
      throw new AccessError("outcome_unknown", `Bigeye did not say whether role ${role} was granted.`);
    },
    // Granting again answers the grant that is there, so one whose response was lost is simply looked for.
    findAfter: find,
    refuseTwin: () => twinError(sides),
    warnAdopted({ id }, isResponseLost) {
      if (isResponseLost) return;
      context.warn(
        "The grant existed already and is managed from now on",
        `Group ${group} was granted role ${role} on workspace ${workspace} before this run (grant ${id}). Destroying this resource takes the role away.`,
      );
    },
  });
}

export const roleBinding: Adapter<typeof definition, BigeyeConnection> = {
  async plan(context, { prior, planned }) {
    return prior === null ? { errors: await planCreation(context, planned) } : {};
  },
  gains: grantGain,
  create: async (context, plan) => toState(await bind(context, sidesOf(plan))),
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
  async remove(context, { id, ...bound }) {
    const sides = sidesOf(bound);
    const take = () => context.client.during(context.signal).groups.revoke([{ id, ...sides }]);
    await dissolve(context, { ...pairOf(sides), row: id }, take);
  },
};
