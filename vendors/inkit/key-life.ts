import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { Secret } from "#access/schema/secret.ts";
import { isOutcomeUnknown } from "../shared/http/outcome.ts";
import { KeyLife, type KeyPlan, type KeyState, type SoughtKey } from "../shared/keys/key-life.ts";
import type { InkitConnection } from "./connection.ts";

type Connected = Context<InkitConnection>;

const absent = { name: null, description: null, expiresAt: null };

/** An account has one secret: a second key resource for it would end the first one's. */
export const secrets = "secret";

/** A secret has no id on Inkit: it is told from the others of its account by when it was generated. */
export function createKeyId(account: string, generation: string): string {
  return `${account}/${generation}`;
}

function generationOf(id: string, account: string): string {
  return id.startsWith(`${account}/`) ? id.slice(account.length + 1) : id;
}

export function twinError(account: string): AccessError {
  const message = `Two resources of this configuration give account ${account} a key. An Inkit API key has one secret: the second would end the first.`;
  const advice =
    "Keep one of them, or create another account with the same roles: RotatingKey makes two that take turns.";
  return new AccessError("already_exists", message, { path: ["serviceAccountId"], advice });
}

function lostSecretError(error: AccessError, account: string): AccessError {
  const message = `${error.message} If the secret was generated, nobody has seen it, and the one before is dead.`;
  const advice = `Run again: the secret of account ${account} is generated anew then.`;
  return new AccessError("outcome_unknown", message, { path: ["serviceAccountId"], advice, cause: error });
}

async function look({ client: inkit, signal }: Connected, sought: SoughtKey) {
  if (sought.serviceAccountId === null) return "gone";
  const row = await inkit.reads.account(inkit.during(signal), sought.serviceAccountId);
  const generation = row?.last_generated_at ?? null;
  if (row === undefined || generation === null) return "gone";
  // An import may name the account alone, and no generation.
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
  if (prior === null && !inkit.owners(secrets).keep(account)) throw twinError(account);
  const { api_key: secret, last_generated_at: createdAt } = await inkit
    .during(signal)
    .generate(account)
    .catch((error: unknown) => {
      throw isOutcomeUnknown(error) ? lostSecretError(error, account) : error;
    });
  const id = createKeyId(account, createdAt);
  return { key: { id, serviceAccountId: account, ...absent, createdAt, secret: new Secret(secret) }, isOldEnded: true };
}

/** Generating another secret ends the one before at once: there is nothing to retire. */
export const keyLife = new KeyLife<InkitConnection>({
  look,
  keepOwn: () => ({}),
  make,
  // Generated once more, and thrown away: Inkit takes a secret away in no other manner.
  async revoke({ client: inkit, signal }, { serviceAccountId: account }, id) {
    if (account !== null) await inkit.during(signal).killGeneration(account, generationOf(id, account));
  },
});
