import { AccessError, PartlyCreated } from "#access/model/errors.ts";
import { extendDefinition } from "#access/model/nouns/own-attributes.ts";
import { member as common } from "#access/model/nouns/resources/member.ts";
import type { Adapter, Context } from "#access/model/vendors/adapter.ts";
import type { AttributesOf } from "#access/schema/definition.ts";
import { hasSameMeaning } from "#access/schema/equality.ts";
import type { Plan, State } from "#access/schema/records.ts";
import { Secret } from "#access/schema/secret.ts";
import { isKnown } from "#access/schema/unknown.ts";
import { createNamed } from "../../shared/creation/named-creation.ts";
import { readRows, toStates } from "../../shared/lists/read-rows.ts";
import { dissolve, establish } from "../../shared/relations/establish.ts";
import { createTwinError, planRelation, type RelationWords } from "../../shared/relations/plan-relation.ts";
import type { ArizeConnection } from "../connection.ts";
import { hiddenBy } from "../dialect.ts";
import { accountLevels } from "../facts/data/levels.ts";
import { inviteModes } from "../facts/data/limits.ts";
import { ownAttributes } from "../facts/nouns/member.ts";
import { memberKind } from "../named-kinds.ts";
import type { CreatedUser, User, UserCreation } from "../wire/member.ts";
import { traceTimes } from "../traces.ts";

export const definition = extendDefinition(common, ownAttributes);

interface Known {
  readonly email: string | null;
  readonly activationToken: Secret | null;
}

function readLevel({ role }: { readonly role: User["role"] }): string {
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
    isDeveloper: row.is_developer,
    activationToken: status === "ACTIVE" ? null : known.activationToken,
  };
}

/** Arize's facts require and check these values, so that a failure is a bug. */
function readRequired(plan: Plan<AttributesOf<typeof definition>>): UserCreation {
  const { email, name, accountRole, inviteMode, isDeveloper } = plan;
  const level = accountLevels.find((one) => one === accountRole);
  const mode = inviteModes.find((one) => one === inviteMode);
  if (!isKnown(name) || name === null || level === undefined || mode === undefined) {
    throw new AccessError("invalid_value", "An Arize member needs `name`, `account_role` and `invite_mode`.");
  }
  const body = { name, email, role: { type: "PREDEFINED", name: level }, invite_mode: mode } as const;
  return isKnown(isDeveloper) && isDeveloper !== null ? { ...body, is_developer: isDeveloper } : body;
}

/** @throws AccessError for a row with another level: it was there before, and no later run could change its level */
function checkLevel(row: User, wanted: UserCreation): void {
  const level = readLevel(row);
  if (wanted.role.type === "PREDEFINED" && wanted.role.name === level) return;
  const message = `${row.email} has an open invitation already, as user ${row.id}, with the level ${level}. Arize returned that invitation and cannot change its level, so it is not managed here.`;
  const advice = `Set \`account_role\` to ${level} to manage that invitation, or let it be withdrawn in Arize and run again.`;
  throw new AccessError("already_exists", message, { path: ["accountRole"], advice });
}

function warnOfOpenInvitation({ warn }: Context<ArizeConnection>, row: User, wanted: UserCreation): void {
  if (wanted.role.type !== "PREDEFINED" || wanted.role.name !== readLevel(row)) return;
  warn(
    "The invitation was open already and is managed from now on",
    `${row.email} was invited before, as user ${row.id}. Arize returned that invitation.`,
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
    matches: ({ row }) => row.name === body.name && readLevel(row) === readLevel(body),
    adopt: ({ row }): CreatedUser => row,
    takenAdvice:
      "Arize blocks deleted people permanently. Ask its support to unblock the person, or use another address.",
  });
}

/** Arize has one invitation for an address, and answers it again. */
function relationOf(email: string) {
  return { kind: "invitation", pair: email.toLowerCase() };
}

function toWords(email: string): RelationWords {
  return { does: `invite ${email}`, row: "person", attribute: "email", search: "`email`" };
}

function inviteOnce(context: Context<ArizeConnection>, body: UserCreation): Promise<CreatedUser> {
  return establish<CreatedUser>(context, {
    ...relationOf(body.email),
    give: () => invite(context, body),
    // The invitation itself looks for what a lost response created, and warns.
    findAfter: () => Promise.resolve(undefined),
    warnAdopted() {},
    refuseTwin: ({ id }) => createTwinError(context, toWords(body.email), id),
  });
}

function createFixedLevelError(prior: string | null, wanted: unknown): AccessError {
  const message = `Arize member: \`account_role\` is ${prior ?? "unknown"} in Arize and ${String(wanted)} here, and Arize's API cannot change the level of an existing member.`;
  const advice =
    "Change the level in Arize under Settings, or set `account_role` to the current level. Do not delete the person to invite them again: Arize blocks deleted people permanently.";
  return new AccessError("unsupported", message, { path: ["accountRole"], advice });
}

/** An invitation that was open already may have another name, and other developer access. */
async function adjust({ client: arize, signal }: Context<ArizeConnection>, row: User, wanted: UserCreation) {
  const { name, is_developer: isDeveloper = row.is_developer } = wanted;
  if (row.name === name && row.is_developer === isDeveloper) return row;
  try {
    return await arize.during(signal).updateUser(row.id, { name, is_developer: isDeveloper });
  } catch (error) {
    throw new PartlyCreated(toState(row, { email: row.email, activationToken: null }), error);
  }
}

type MemberState = State<AttributesOf<typeof definition>>;

function warnOfBlocking({ warn }: Context<ArizeConnection>, { email, id }: MemberState): void {
  warn(
    "The replacement blocks the person permanently",
    `Another \`email\` is another person in Arize. ${email} (user ${id}) is deleted, which Arize cannot undo: nobody can invite them again. To keep them, first apply \`deletion_policy = "abandon"\`.`,
  );
}

function warnOfExpiredInvitation({ warn }: Context<ArizeConnection>, { email, id }: MemberState): void {
  warn(
    "The invitation has expired",
    `${email} (user ${id}) did not accept it in time. Invite them again in Arize. Or apply \`deletion_policy = "abandon"\`, then run: terraform apply -replace=ADDRESS. Without that policy, a replacement blocks the person permanently.`,
  );
}

export const member: Adapter<typeof definition, ArizeConnection> = {
  plan(context, { prior, planned: { email, accountRole }, replaces }) {
    const twins = !isKnown(email)
      ? []
      : planRelation(context, {
          prior: prior && { ...relationOf(prior.email), id: prior.id },
          planned: relationOf(email),
          replaces,
          words: toWords(email),
        });
    if (prior === null || twins.length > 0) return { errors: twins };
    const isReplaced = !hasSameMeaning(definition.attributes.email.facts.type, email, prior.email);
    if (isReplaced && prior.deletionPolicy !== "abandon") warnOfBlocking(context, prior);
    if (!isReplaced && prior.status === "EXPIRED") warnOfExpiredInvitation(context, prior);
    if (!isKnown(accountRole) || accountRole === prior.accountRole) return {};
    return !isReplaced ? { errors: [createFixedLevelError(prior.accountRole, accountRole)] } : {};
  },
  async create(context, plan) {
    const body = readRequired(plan);
    const invited = await inviteOnce(context, body);
    checkLevel(invited, body);
    const token = invited.temporary_password;
    const known = { email: plan.email, activationToken: token === undefined ? null : new Secret(token) };
    return toState(await adjust(context, invited, body), known);
  },
  async read({ client: arize, signal }, prior) {
    const row = await arize.reads.readUser(arize.during(signal), prior.id);
    return row && toState(row, prior);
  },
  list({ client: arize, signal }) {
    const pages = arize.during(signal).listUserPages();
    const unset = { email: null, activationToken: null };
    return toStates(readRows({ what: "Members", pages, hiddenBy }), (row) => toState(row, unset), traceTimes);
  },
  async update({ client: arize, signal }, { prior, plan }) {
    const { name, isDeveloper } = plan;
    const body = {
      ...(isKnown(name) && name !== null && name !== prior.name ? { name } : {}),
      ...(isKnown(isDeveloper) && isDeveloper !== null && isDeveloper !== prior.isDeveloper
        ? { is_developer: isDeveloper }
        : {}),
    };
    if (Object.keys(body).length === 0) return prior;
    return toState(await arize.during(signal).updateUser(prior.id, body), prior);
  },
  async remove(context, { id, email, deletionPolicy }) {
    if (deletionPolicy === "abandon") return;
    const take = () => context.client.during(context.signal).deleteUser(id);
    await dissolve(context, { ...relationOf(email), row: id }, take);
  },
};
