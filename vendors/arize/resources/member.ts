import { AccessError } from "#access/model/errors.ts";
import type { member as definition } from "#access/model/nouns/resources/member.ts";
import type { Adapter, Context } from "#access/model/vendors/adapter.ts";
import type { AttributesOf } from "#access/schema/definition.ts";
import type { Plan } from "#access/schema/records.ts";
import { Secret } from "#access/schema/secret.ts";
import { isKnown, unknown } from "#access/schema/unknown.ts";
import { createNamed } from "../../shared/creation/named-creation.ts";
import type { ArizeConnection } from "../connection.ts";
import { accountLevels } from "../facts/data/levels.ts";
import { inviteModes } from "../facts/data/limits.ts";
import { memberKind } from "../named-kinds.ts";
import type { CreatedUser, User, UserCreation } from "../wire/member.ts";

interface Known {
  readonly email: string | null;
  readonly activationToken: Secret | null;
}

function readLevel({ role }: Pick<User, "role">): string {
  return role.type === "PREDEFINED" ? role.name : role.id;
}

function toState(row: User, known: Known) {
  const { id, name, email, status } = row;
  const isSame = known.email !== null && known.email.toLowerCase() === email.toLowerCase();
  return {
    id,
    name,
    status,
    email: isSame && known.email !== null ? known.email : email,
    accountRole: readLevel(row),
    activationToken: status === "ACTIVE" ? null : known.activationToken,
  };
}

/** Arize's facts require the three, and say which words there are. */
function readRequired({ email, name, accountRole, inviteMode }: Plan<AttributesOf<typeof definition>>): UserCreation {
  const level = accountLevels.find((one) => one === accountRole);
  const mode = inviteModes.find((one) => one === inviteMode);
  if (!isKnown(name) || name === null || level === undefined || mode === undefined) {
    throw new AccessError("invalid_value", "An Arize member needs `name`, `account_role` and `invite_mode`.");
  }
  return { name, email, role: { type: "PREDEFINED", name: level }, invite_mode: mode };
}

function warnOfOpenInvitation({ warn }: Context<ArizeConnection>, row: User, wanted: UserCreation): void {
  const level = readLevel(row);
  const isAsAsked = wanted.role.type === "PREDEFINED" && wanted.role.name === level;
  const difference = isAsAsked ? "" : ` It is for the level ${level}: the next plan shows that as a difference.`;
  warn(
    "The invitation was open already and is managed from now on",
    `${row.email} had been invited as user ${row.id}; Arize answers the invitation that exists.${difference}`,
  );
}

/** Addresses stand for names: no two people have the same one. */
async function invite(context: Context<ArizeConnection>, body: UserCreation): Promise<CreatedUser> {
  const client = context.client.during(context.signal);
  return createNamed(context, {
    kind: memberKind,
    name: body.email.toLowerCase(),
    creations: context.client.creations("user"),
    list: async () => (await client.listUsers()).map((row) => ({ id: row.id, name: row.email.toLowerCase(), row })),
    async create() {
      const made = await client.createUser(body);
      if (made.invite_mode === undefined) warnOfOpenInvitation(context, made, body);
      return made;
    },
    adopt: ({ row }): CreatedUser => row,
    takenAdvice: "Arize blocks deleted people for good: have its support unblock them, or use another address.",
  });
}

function fixedLevelError(prior: string | null, wanted: unknown): AccessError {
  const message = `Arize member: \`account_role\` is ${prior ?? "not known"} in Arize and ${String(wanted)} here, and Arize's API does not change the level of a person who exists.`;
  const advice =
    "Change it in Arize under Settings, or set `account_role` to what it is. Deleting and inviting the person again does not work: a deleted one is blocked for good.";
  return new AccessError("unsupported", message, { path: ["accountRole"], advice });
}

export const member: Adapter<typeof definition, ArizeConnection> = {
  plan(_context, { prior, planned: { email, accountRole } }) {
    if (prior === null || !isKnown(accountRole) || accountRole === prior.accountRole) return {};
    return email === prior.email ? { errors: [fixedLevelError(prior.accountRole, accountRole)] } : {};
  },
  gains: (_context, { prior, planned: { email } }) => {
    if (prior !== null) return undefined;
    return () => ({ subject: `Member ${isKnown(email) ? email : "known after apply"}`, before: [], after: unknown });
  },
  async create(context, plan) {
    const body = readRequired(plan);
    const row = await invite(context, body);
    const token = row.temporary_password;
    const known = { email: plan.email, activationToken: token === undefined ? null : new Secret(token) };
    // An open invitation may be for another name and level; the next read shows them.
    return { ...toState(row, known), name: body.name, accountRole: plan.accountRole };
  },
  async read({ client: arize, signal }, prior) {
    const row = await arize.reads.user(arize.during(signal), prior.id);
    return row && toState(row, prior);
  },
  async update({ client: arize, signal }, { prior, plan }) {
    const { name } = plan;
    if (!isKnown(name) || name === null || name === prior.name) return prior;
    return toState(await arize.during(signal).updateUser(prior.id, { name }), prior);
  },
  async remove({ client: arize, signal }, { id, deletionPolicy }) {
    if (deletionPolicy !== "abandon") await arize.during(signal).deleteUser(id);
  },
};
