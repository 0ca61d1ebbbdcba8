import { AccessError, PartlyCreated } from "#access/model/errors.ts";
import type { member as definition } from "#access/model/nouns/resources/member.ts";
import type { Adapter, Context } from "#access/model/vendors/adapter.ts";
import type { AttributesOf } from "#access/schema/definition.ts";
import type { Plan, Prior } from "#access/schema/records.ts";
import { Secret } from "#access/schema/secret.ts";
import { isKnown } from "#access/schema/unknown.ts";
import { createNamed } from "../../shared/creation/named-creation.ts";
import { readRows, readWhole, toStates } from "../../shared/lists/read-rows.ts";
import { isSameSet } from "../../shared/same-set.ts";
import type { SignozConnection } from "../connection.ts";
import { objectId } from "../facts/data/limits.ts";
import { isDeletedUser } from "../member-calls.ts";
import { removeMember } from "../member-removal.ts";
import { changeRoles, planMemberRoles } from "../member-roles.ts";
import { memberKind } from "../named-kinds.ts";
import type { User } from "../wire/member.ts";
import { traceTimes } from "../traces.ts";

type MemberAttributes = AttributesOf<typeof definition>;
type Pending = Pick<User, "id" | "status"> & { readonly inviteBaseUrl: string | null };

/** Returns the user's id. SigNoz stores and compares email addresses trimmed and in lower case. */
async function invite(context: Context<SignozConnection>, plan: Plan<MemberAttributes>): Promise<string> {
  const { name, inviteBaseUrl, roleIds } = plan;
  const { users } = context.client.during(context.signal);
  const email = plan.email.trim().toLowerCase();
  const sent = {
    email,
    ...(isKnown(name) && name !== null ? { displayName: name } : {}),
    ...(inviteBaseUrl === null ? {} : { frontendBaseUrl: inviteBaseUrl }),
    userRoles: (roleIds ?? []).map((id) => ({ id })),
  };
  return createNamed(context, {
    kind: memberKind,
    name: email,
    creations: context.client.creationsOf("user"),
    list: async () => (await users.listLive()).map((row) => ({ ...row, name: row.email })),
    create: () => users.invite(sent),
    async matches({ id, displayName, status }) {
      if (status !== "pending_invite" || displayName !== (sent.displayName ?? "")) return false;
      const held = (await users.find(id))?.userRoles.map(({ roleId }) => roleId) ?? [];
      return isSameSet(held, roleIds ?? []);
    },
    adopt: (row) => row.id,
  });
}

/** The token of the invitation link while it is valid; null if SigNoz sent the invitation by email. */
async function readActivation(
  { client: signoz, signal, now }: Context<SignozConnection>,
  { id, status, inviteBaseUrl }: Pending,
): Promise<Secret | null> {
  if (status !== "pending_invite" || inviteBaseUrl !== null) return null;
  const activation = await signoz.during(signal).users.findActivation(id);
  if (activation === undefined || Date.parse(activation.expiresAt) <= now().getTime()) return null;
  return new Secret(activation.token);
}

function toState({ id, email, displayName, status }: User, activationToken: Secret | null) {
  const name = displayName === "" ? null : displayName;
  return { id, email, name, accountRole: null, status, activationToken };
}

async function read(context: Context<SignozConnection>, { id, inviteBaseUrl }: Prior<MemberAttributes, "id">) {
  // SigNoz answers 500 for an id of another form (NOTES.md, people and mappings).
  if (!objectId.pattern.test(id)) return undefined;
  const { client: signoz, signal } = context;
  const row = await signoz.reads.readUser(signoz.during(signal), id);
  if (row === undefined || isDeletedUser(row)) return undefined;
  return toState(row, await readActivation(context, { ...row, inviteBaseUrl }));
}

async function create(context: Context<SignozConnection>, plan: Plan<MemberAttributes>) {
  const id = await invite(context, plan);
  const { email, inviteBaseUrl, roleIds } = plan;
  const name = isKnown(plan.name) ? plan.name : null;
  const made = { id, email, name, accountRole: null, status: "pending_invite", activationToken: null };
  try {
    return (await read(context, { ...made, inviteMode: null, inviteBaseUrl, roleIds, deletionPolicy: null })) ?? made;
  } catch (error) {
    if (!(error instanceof AccessError)) throw new PartlyCreated(made, error);
    const detail = `${error.message} The next plan reads them again.`;
    context.warn("The member was invited and could not be read back", detail);
    return made;
  }
}

export const member: Adapter<typeof definition, SignozConnection> = {
  plan: async (context, change) => ({ errors: await planMemberRoles(context, change) }),
  create,
  read,
  /** Without asking for the tokens of invitations: a list has no secrets. */
  list({ client: signoz, signal }) {
    const pages = readWhole(() => signoz.reads.listUsers(signoz.during(signal)));
    return toStates(readRows({ what: "Members", pages }), (row) => toState(row, null), traceTimes);
  },
  async update(context, { prior, plan }) {
    const { id } = prior;
    const name = isKnown(plan.name) ? plan.name : prior.name;
    if (name !== null && name !== prior.name) await context.client.during(context.signal).users.rename(id, name);
    if (plan.roleIds !== null) await changeRoles(context, id, { before: prior.roleIds ?? [], after: plan.roleIds });
    return { ...prior, name, roleIds: plan.roleIds };
  },
  remove: (context, prior) => removeMember(context, prior),
};
