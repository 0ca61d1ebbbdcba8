import { AccessError, PartlyCreated } from "#access/model/errors.ts";
import type { member } from "#access/model/nouns/resources/member.ts";
import type { Adapter, Context } from "#access/model/vendors/adapter.ts";
import type { AttributesOf } from "#access/schema/definition.ts";
import type { Plan, Prior } from "#access/schema/records.ts";
import { Secret } from "#access/schema/secret.ts";
import { isKnown } from "#access/schema/unknown.ts";
import type { SignozClient, SignozConnection } from "../client.ts";
import { objectId } from "../facts/data/limits.ts";
import { memberKind, nameTaken, type NamedUser, unsettled } from "../holders.ts";
import { removeMember } from "../member-removal.ts";
import { changeRoles, memberGains, planMemberRoles } from "../member-roles.ts";
import { isFormer } from "../user-calls.ts";
import type { User } from "../wire/member.ts";

type MemberAttributes = AttributesOf<typeof member>;
type Wanted = Plan<MemberAttributes>;

/** As SigNoz keeps and compares addresses. */
function addressOf(email: string): string {
  return email.trim().toLowerCase();
}

async function liveUsers(client: SignozClient): Promise<readonly NamedUser[]> {
  return (await client.users.listLive()).map((row) => ({ ...row, name: row.email }));
}

async function explained(client: SignozClient, address: string, error: unknown): Promise<unknown> {
  if (!(error instanceof AccessError) || error.code !== "already_exists") return error;
  const users = await liveUsers(client).catch(() => []);
  const holder = users.find(({ name }) => name === address);
  return holder === undefined ? error : nameTaken(memberKind, holder, error);
}

/** Answers the user's id. */
async function invite(context: Context<SignozConnection>, { email, name, inviteBaseUrl, roleIds }: Wanted) {
  const { client: signoz, signal, warn } = context;
  const client = signoz.during(signal);
  const address = addressOf(email);
  const sent = {
    email: address,
    ...(isKnown(name) && name !== null ? { displayName: name } : {}),
    ...(inviteBaseUrl === null ? {} : { frontendBaseUrl: inviteBaseUrl }),
    userRoles: (roleIds ?? []).map((id) => ({ id })),
  };
  const made = await signoz.members
    .make<string>({ name: address, list: () => liveUsers(client), create: () => client.users.invite(sent) })
    .catch(async (error: unknown) => {
      throw await explained(client, address, error);
    });
  switch (made.kind) {
    case "answered":
      return made.result;
    case "found":
      warn(
        "The answer was lost, and the member was found",
        `There was no user ${address} right before the request and there is one after it: ${made.row.id}. They are managed from now on.`,
      );
      return made.row.id;
    case "lost":
      throw unsettled(memberKind, address, made);
  }
}

type Pending = Pick<User, "id" | "status"> & { readonly inviteBaseUrl: string | null };

/** What the invitation's link holds while it is good for something. Who was invited by mail has it from there. */
async function activationOf(
  { client: signoz, signal, now }: Context<SignozConnection>,
  { id, status, inviteBaseUrl }: Pending,
): Promise<Secret | null> {
  if (status !== "pending_invite" || inviteBaseUrl !== null) return null;
  const activation = await signoz.during(signal).users.findActivation(id);
  if (activation === undefined || Date.parse(activation.expiresAt) <= now().getTime()) return null;
  return new Secret(activation.token);
}

async function read(context: Context<SignozConnection>, prior: Prior<MemberAttributes, "id">) {
  const { id, inviteBaseUrl } = prior;
  // SigNoz does not guard itself against other ids: it answers 500 (signoz.md §1.5).
  if (!objectId.pattern.test(id)) return undefined;
  const { client: signoz, signal } = context;
  const row = await signoz.view.user(signoz.during(signal), id);
  if (row === undefined || isFormer(row)) return undefined;
  const activationToken = await activationOf(context, { ...row, inviteBaseUrl });
  const name = row.displayName === "" ? null : row.displayName;
  return { id, email: row.email, name, accountRole: null, status: row.status, activationToken };
}

async function create(context: Context<SignozConnection>, plan: Wanted) {
  const id = await invite(context, plan);
  const { email, inviteBaseUrl, roleIds } = plan;
  const name = isKnown(plan.name) ? plan.name : null;
  const made = { id, email, name, accountRole: null, status: "pending_invite", activationToken: null };
  try {
    return (await read(context, { ...made, inviteMode: null, inviteBaseUrl, roleIds, deletionPolicy: null })) ?? made;
  } catch (error) {
    if (!(error instanceof AccessError)) throw new PartlyCreated(made, error);
    context.warn(
      "The member was invited and could not be read back",
      `${error.message} The next plan reads them again.`,
    );
    return made;
  }
}

export const members: Adapter<typeof member, SignozConnection> = {
  async plan(context, change) {
    return { errors: await planMemberRoles(context, change) };
  },
  gains: memberGains,
  create,
  read,
  async update(context, { prior, plan }) {
    const { id } = prior;
    const name = isKnown(plan.name) ? plan.name : prior.name;
    if (name !== null && name !== prior.name) {
      await context.client.during(context.signal).users.rename(id, name);
    }
    if (plan.roleIds !== null) await changeRoles(context, id, { before: prior.roleIds ?? [], after: plan.roleIds });
    return { ...prior, name, roleIds: plan.roleIds };
  },
  remove: (context, prior) => removeMember(context, prior),
};
