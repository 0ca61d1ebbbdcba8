import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { Secret } from "#access/schema/secret.ts";
import { isOutcomeUnknown } from "../shared/http/outcome.ts";
import { KeyLife, type KeyPlan, type KeyState, type SoughtKey } from "../shared/keys/key-life.ts";
import type { InkitConnection } from "./connection.ts";

type Connected = Context<InkitConnection>;

const absent = { name: null, description: null, expiresAt: null };

/** The kind under which key resources claim an account: each account has only one secret. */
export const secrets = "secret";

/** Secrets have no id in Inkit: the time of generation distinguishes the secrets of an account. */
export function createKeyId(account: string, generation: string): string {
  return `${account}/${generation}`;
}

function generationOf(id: string, account: string): string {
  return id.startsWith(`${account}/`) ? id.slice(account.length + 1) : id;
}

export function createTwinError(account: string): AccessError {
  const message = `Two resources of this configuration create a key for account ${account}. An Inkit API key has only one secret: the second resource would invalidate the first one's.`;
  const advice =
    "Keep only one of them, or create another account with the same roles: RotatingKey creates two that take turns.";
  return new AccessError("already_exists", message, { path: ["serviceAccountId"], advice });
}

function createLostSecretError(error: AccessError, account: string): AccessError {
  const message = `${error.message} If Inkit generated the secret, it is lost, and the previous one no longer works.`;
  const advice = `Run again to generate a new secret for account ${account}.`;
  return new AccessError("outcome_unknown", message, { path: ["serviceAccountId"], advice, cause: error });
}

async function look({ client: inkit, signal }: Connected, sought: SoughtKey) {
  if (sought.serviceAccountId === null) return "gone";
  const row = await inkit.reads.readAccount(inkit.during(signal), sought.serviceAccountId);
  const generation = row?.last_generated_at ?? null;
  if (row === undefined || generation === null) return "gone";
  // An import id may be the account alone.
  const id: string | null | undefined = sought.id;
  if (typeof id === "string" && generationOf(id, row.id) !== generation) return "gone";
  const shown = { id: createKeyId(row.id, generation), serviceAccountId: row.id, ...absent, createdAt: generation };
  return { shown, has: () => false };
}

async function make(
  { client: inkit, signal }: Connected,
  { plan, prior }: { readonly plan: KeyPlan; readonly prior: KeyState | null },
) {
  const { serviceAccountId: account } = plan;
  if (typeof account !== "string") {
    throw new AccessError("invalid_value", "An Inkit key needs `service_account_id`.", { path: ["serviceAccountId"] });
  }
  if (prior === null && !inkit.ownersOf(secrets).keep(account)) throw createTwinError(account);
  const { api_key: secret, last_generated_at: createdAt } = await inkit
    .during(signal)
    .generate(account)
    .catch((error: unknown) => {
      throw isOutcomeUnknown(error) ? createLostSecretError(error, account) : error;
    });
  const id = createKeyId(account, createdAt);
  return { key: { id, serviceAccountId: account, ...absent, createdAt, secret: new Secret(secret) }, isOldEnded: true };
}

/** Generating a secret invalidates the previous one at once, so there is nothing to retire. */
export const keyLife = new KeyLife<InkitConnection>({
  look,
  keepOwn: () => ({}),
  make,
  // Generates a secret and discards it: Inkit has no other way to revoke one.
  async revoke({ client: inkit, signal }, { serviceAccountId: account }, id) {
    if (account !== null) await inkit.during(signal).killGeneration(account, generationOf(id, account));
  },
});
