import { AccessError } from "#access/model/errors.ts";
import { planKey } from "#access/model/keys/key-plan.ts";
import type { key } from "#access/model/nouns/resources/key.ts";
import { isRotation, isRotationDue, standing } from "#access/model/keys/rotation.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import type { AttributesOf } from "#access/schema/definition.ts";
import type { Plan } from "#access/schema/records.ts";
import { Secret } from "#access/schema/secret.ts";
import { isKnown, unknown } from "#access/schema/unknown.ts";
import type { InkitConnection } from "../connection.ts";
import { isOutcomeUnknown } from "../../shared/http/outcome.ts";
import type { ServiceAccount } from "../wire/service-account.ts";

type KeyPlan = Plan<AttributesOf<typeof key>>;

const absent = { name: null, description: null, expiresAt: null };

/** A secret has no id on Inkit: it is told from the others of its account by when it was generated. */
export function keyId(account: string, generation: string): string {
  return `${account}/${generation}`;
}

function accountOf({ serviceAccountId }: { readonly serviceAccountId: unknown }): string {
  if (typeof serviceAccountId === "string") return serviceAccountId;
  throw new AccessError("invalid_value", "An Inkit key needs `service_account_id`.", { path: ["serviceAccountId"] });
}

function generationOf(id: string, account: string): string {
  return id.startsWith(`${account}/`) ? id.slice(account.length + 1) : id;
}

function twice(account: string): AccessError {
  const message = `Account ${account} is given a key by two resources of this configuration. An Inkit API key has one secret: the second would kill the first.`;
  const advice =
    "Keep one of them, or make another account with the same roles: RotatingKey makes two that take turns.";
  return new AccessError("already_exists", message, { path: ["serviceAccountId"], advice });
}

function sayWhatDies({ warn }: Context<InkitConnection>, { id, name, last_generated_at: at }: ServiceAccount): void {
  const detail = `Account "${name}" (${id}) has a secret, generated ${at ?? "at an unknown time"}. Making this key generates another, and that one dies at once. If somebody uses it, manage it without its secret instead: terraform import ADDRESS ${id}`;
  warn("The account's present secret will die", detail);
}

/** The account as the token sees it; undefined where it may not look, or there is none. */
async function seenAccount({ client: inkit, signal }: Context<InkitConnection>, id: string) {
  try {
    return await inkit.account(id, signal);
  } catch (error) {
    if (error instanceof AccessError && error.code === "forbidden") return undefined;
    throw error;
  }
}

async function planned(context: Context<InkitConnection>, change: Change<typeof key>) {
  const outcome = planKey(context, change);
  const { prior, planned } = change;
  const account = planned.serviceAccountId;
  if (prior !== null || typeof account !== "string" || outcome.errors.length > 0) return outcome;
  const { keyed } = context.client;
  if (keyed.planned.has(account)) return { ...outcome, errors: [twice(account)] };
  keyed.planned.add(account);
  const row = await seenAccount(context, account);
  if (row?.has_key === true) sayWhatDies(context, row);
  return outcome;
}

function lost(error: AccessError, account: string): AccessError {
  const message = `${error.message} If it was generated, nobody has seen the secret, and the one before is dead.`;
  const advice = `Run again: the secret of account ${account} is generated anew then.`;
  return new AccessError("outcome_unknown", message, { path: ["serviceAccountId"], advice, cause: error });
}

async function generate({ client: inkit, signal }: Context<InkitConnection>, account: string) {
  try {
    const { api_key: secret, last_generated_at: at } = await inkit.during(signal).generate(account);
    return {
      id: keyId(account, at),
      serviceAccountId: account,
      ...absent,
      createdAt: at,
      status: "active",
      rotationDue: false,
      retiring: [],
      secret: new Secret(secret),
    };
  } catch (error) {
    throw isOutcomeUnknown(error) ? lost(error, account) : error;
  }
}

async function create(context: Context<InkitConnection>, plan: KeyPlan) {
  const account = accountOf(plan);
  const { made } = context.client.keyed;
  if (made.has(account)) throw twice(account);
  made.add(account);
  return generate(context, account);
}

export const keys: Adapter<typeof key, InkitConnection> = {
  plan: planned,
  // Inkit tells nobody what a token may do, so that the guard compares nothing and says so.
  gains: (_context, { prior }) =>
    prior === null ? () => ({ subject: "The key", before: [], after: unknown }) : undefined,
  create,
  async read({ client: inkit, signal, now }, prior) {
    if (prior.serviceAccountId === null) return undefined;
    const row = await inkit.account(prior.serviceAccountId, signal);
    const at = row?.last_generated_at ?? null;
    if (row === undefined || at === null) return undefined;
    // An import may name the account alone, and no generation.
    const sought: string | null | undefined = prior.id;
    if (typeof sought === "string" && generationOf(sought, row.id) !== at) return undefined;
    const seen = { expiresAt: null, createdAt: at, has: () => false };
    return {
      id: keyId(row.id, at),
      serviceAccountId: row.id,
      ...absent,
      createdAt: at,
      ...standing(prior, seen, now()),
    };
  },
  async update(context, { prior, plan }) {
    if (isRotation(prior, plan, context.now())) return generate(context, accountOf(plan));
    const rotationDue = isKnown(plan.rotationDue)
      ? plan.rotationDue
      : isRotationDue({ ...plan, createdAt: prior.createdAt }, context.now());
    return { ...prior, ...absent, status: "active", rotationDue, retiring: [] };
  },
  // Generated once more, and thrown away: Inkit takes a secret away in no other manner.
  async remove({ client: inkit, signal }, { id, serviceAccountId }) {
    if (serviceAccountId === null) return;
    await inkit.during(signal).killGeneration(serviceAccountId, generationOf(id, serviceAccountId));
  },
};
