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

/** Arize's facts require and check these values, so that a failure is a bug. */
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
  const isAsRequested = wanted.role.type === "PREDEFINED" && wanted.role.name === level;
  const difference = isAsRequested ? "" : ` It grants the level ${level}, which the next plan shows as a difference.`;
  warn(
    "The invitation was open already and is managed from now on",
    `${row.email} was invited before, as user ${row.id}. Arize returned that invitation.${difference}`,
  );
}

/** Recognizes people by their email address, which is unique. */
async function invite(context: Context<ArizeConnection>, body: UserCreation): Promise<CreatedUser> {
  const client = context.client.during(context.signal);
  return createNamed(context, {
    kind: memberKind,
    name: body.email.toLowerCase(),
    creations: context.client.creationsOf("user"),
    list: async () => (await client.listUsers()).map((row) => ({ id: row.id, name: row.email.toLowerCase(), row })),
    async create() {
      const made = await client.createUser(body);
      if (made.invite_mode === undefined) warnOfOpenInvitation(context, made, body);
      return made;
    },
    adopt: ({ row }): CreatedUser => row,
    takenAdvice:
      "Arize blocks deleted people permanently. Ask its support to unblock the person, or use another address.",
  });
}

function createFixedLevelError(prior: string | null, wanted: unknown): AccessError {
  const message = `Arize member: \`account_role\` is ${prior ?? "unknown"} in Arize and ${String(wanted)} here, and Arize's API cannot change the level of an existing member.`;
  const advice =
    "Change the level in Arize under Settings, or set `account_role` to the current level. Do not delete the person to invite them again: Arize blocks deleted people permanently.";
  return new AccessError("unsupported", message, { path: ["accountRole"], advice });
}

export const member: Adapter<typeof definition, ArizeConnection> = {
  plan(_context, { prior, planned: { email, accountRole } }) {
    if (prior === null || !isKnown(accountRole) || accountRole === prior.accountRole) return {};
    return email === prior.email ? { errors: [createFixedLevelError(prior.accountRole, accountRole)] } : {};
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
    // An open invitation may have another name and level; the next read shows them.
    return { ...toState(row, known), name: body.name, accountRole: plan.accountRole };
  },
  async read({ client: arize, signal }, prior) {
    const row = await arize.reads.readUser(arize.during(signal), prior.id);
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
