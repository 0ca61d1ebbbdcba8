import { AccessError } from "#access/model/errors.ts";
import type { member } from "#access/model/nouns/resources/member.ts";
import type { Adapter, Context } from "#access/model/vendors/adapter.ts";
import type { AttributesOf } from "#access/schema/definition.ts";
import type { Plan } from "#access/schema/records.ts";
import { Secret } from "#access/schema/secret.ts";
import { isKnown, unknown } from "#access/schema/unknown.ts";
import type { ArizeClient } from "../client.ts";
import type { ArizeConnection } from "../connection.ts";
import { accountLevels, type AccountLevel } from "../facts/data/levels.ts";
import { inviteModes, type InviteMode } from "../facts/data/limits.ts";
import { memberKind, nameTaken, tellFound, unsettled } from "../holders.ts";
import type { CreatedUser, User, UserCreation } from "../wire/member.ts";

interface Known {
  readonly email: string | null;
  readonly activationToken: Secret | null;
}

function toState({ id, name, email, role, status }: User, known: Known) {
  const isSame = known.email !== null && known.email.toLowerCase() === email.toLowerCase();
  return {
    ...{ id, name, status },
    email: isSame && known.email !== null ? known.email : email,
    accountRole: levelOf({ role }),
    activationToken: status === "ACTIVE" ? null : known.activationToken,
  };
}

/** Arize's facts require the three, and say which words there are. */
function settled({ email, name, accountRole, inviteMode }: Plan<AttributesOf<typeof member>>): UserCreation {
  const level: AccountLevel | undefined = accountLevels.find((one) => one === accountRole);
  const mode: InviteMode | undefined = inviteModes.find((one) => one === inviteMode);
  if (!isKnown(name) || name === null || level === undefined || mode === undefined) {
    throw new AccessError("invalid_value", "An Arize member needs `name`, `account_role` and `invite_mode`.");
  }
  return { name, email, role: { type: "PREDEFINED", name: level }, invite_mode: mode };
}

/** Addresses stand for names: no two people have the same one. */
async function byAddress(client: ArizeClient) {
  return (await client.listUsers()).map((row) => ({ id: row.id, name: row.email.toLowerCase(), row }));
}

async function explained(client: ArizeClient, address: string, error: unknown): Promise<unknown> {
  if (!(error instanceof AccessError) || error.code !== "already_exists") return error;
  const holder = (await byAddress(client).catch(() => [])).find(({ name }) => name === address);
  if (holder !== undefined) return nameTaken(memberKind, holder, error);
  const advice = "Arize blocks deleted people for good: have its support unblock them, or use another address.";
  return new AccessError(error.code, error.message, { path: ["email"], advice, cause: error });
}

function levelOf({ role }: Pick<User, "role">): string {
  return role.type === "PREDEFINED" ? role.name : role.id;
}

function sayOpen({ warn }: Context<ArizeConnection>, { id, email, role }: User, asked: UserCreation): void {
  const level = levelOf({ role });
  const isAsked = asked.role.type === "PREDEFINED" && asked.role.name === level;
  const differs = isAsked ? "" : ` It is for the level ${level}: the next plan shows that as a difference.`;
  warn(
    "The invitation was open already and is managed from now on",
    `${email} had been invited as user ${id}; Arize answers the invitation that there is.${differs}`,
  );
}

async function make(context: Context<ArizeConnection>, body: UserCreation): Promise<CreatedUser> {
  const client = context.client.during(context.signal);
  const address = body.email.toLowerCase();
  const rows = new Map<string, User>();
  const made = await context.client.members
    .make({
      name: address,
      async list() {
        const listed = await byAddress(client);
        for (const { id, row } of listed) rows.set(id, row);
        return listed;
      },
      create: () => client.createUser(body),
    })
    .catch(async (error: unknown) => {
      throw await explained(client, address, error);
    });
  if (made.kind === "answered") {
    if (made.result.invite_mode === undefined) sayOpen(context, made.result, body);
    return made.result;
  }
  const row = made.kind === "found" ? rows.get(made.row.id) : undefined;
  if (made.kind === "lost" || row === undefined) {
    throw made.kind === "lost" ? unsettled(memberKind, address, made) : new AccessError("internal", "A row was lost.");
  }
  tellFound(context, memberKind, made.row);
  return row;
}

function fixedLevel(prior: string | null, wanted: unknown): AccessError {
  const message = `Arize member: \`account_role\` is ${prior ?? "not known"} in Arize and ${String(wanted)} here, and Arize's API does not change the level of a person who is there.`;
  const advice =
    "Change it in Arize under Settings, or set `account_role` to what it is. Making the person anew does not work: a deleted one is blocked for good.";
  return new AccessError("unsupported", message, { path: ["accountRole"], advice });
}

export const members: Adapter<typeof member, ArizeConnection> = {
  plan(_context, { prior, planned: { email, accountRole } }) {
    if (prior === null || !isKnown(accountRole) || accountRole === prior.accountRole) return {};
    return email === prior.email ? { errors: [fixedLevel(prior.accountRole, accountRole)] } : {};
  },
  gains: (_context, { prior, planned: { email } }) => {
    if (prior !== null) return undefined;
    return () => ({ subject: `Member ${isKnown(email) ? email : "known after apply"}`, before: [], after: unknown });
  },
  async create(context, plan) {
    const body = settled(plan);
    const row = await make(context, body);
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
