import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { Secret } from "#access/schema/secret.ts";
import { isOutcomeUnknown } from "../shared/http/outcome.ts";
import { KeyLife, type KeyPlan, type KeyState, type ShownKey, type SoughtKey } from "../shared/keys/key-life.ts";
import { createTwinError, type RelationWords } from "../shared/relations/plan-relation.ts";
import type { InkitConnection } from "./connection.ts";
import type { ServiceAccount } from "./wire/service-account.ts";

type Connected = Context<InkitConnection>;

const absent = { name: null, description: null, expiresAt: null };

/** The kind under which key resources claim an account: each account has only one secret. */
const secrets = "secret";

/** Secrets have no id in Inkit: the time of generation distinguishes the secrets of an account. */
export function createKeyId(account: string, generation: string): string {
  return `${account}/${generation}`;
}

function generationOf(id: string, account: string): string {
  return id.startsWith(`${account}/`) ? id.slice(account.length + 1) : id;
}

/** An account has one secret, so its keys are one relation. */
export function relationOf(account: string) {
  return { kind: secrets, pair: account };
}

export function toWords(account: string): RelationWords {
  const does = `create a key for account ${account}, and the second one would invalidate the secret of the first one (RotatingKey creates two accounts that take turns)`;
  return { does, row: "secret", attribute: "serviceAccountId", search: "`service_account_id`" };
}

function createLostSecretError(error: AccessError, account: string): AccessError {
  const message = `${error.message} If Inkit generated the secret, it is lost, and the previous one no longer works.`;
  const advice = `Run again to generate a new secret for account ${account}.`;
  return new AccessError("outcome_unknown", message, { path: ["serviceAccountId"], advice, cause: error });
}

/** Undefined for an account whose secret nobody generated. */
export function toShown({ id, last_generated_at: generation }: ServiceAccount): ShownKey | undefined {
  if (generation === null) return undefined;
  return { id: createKeyId(id, generation), serviceAccountId: id, ...absent, createdAt: generation };
}

async function look({ client: inkit, signal }: Connected, sought: SoughtKey) {
  if (sought.serviceAccountId === null) return "gone";
  const row = await inkit.reads.readAccount(inkit.during(signal), sought.serviceAccountId);
  const shown = row && toShown(row);
  if (row === undefined || shown === undefined) return "gone";
  // An import id may be the account alone.
  const id: string | null | undefined = sought.id;
  if (typeof id === "string" && generationOf(id, row.id) !== row.last_generated_at) return "gone";
  return { shown, has: () => false };
}

async function make(context: Connected, { plan, prior }: { readonly plan: KeyPlan; readonly prior: KeyState | null }) {
  const { client: inkit, signal } = context;
  const { serviceAccountId: account } = plan;
  if (typeof account !== "string") {
    throw new AccessError("invalid_value", "An Inkit key needs `service_account_id`.", { path: ["serviceAccountId"] });
  }
  if (!inkit.ownersOf(secrets).keep(account)) throw createTwinError(context, toWords(account), prior?.id);
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
