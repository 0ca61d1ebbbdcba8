import { AccessError } from "#access/model/errors.ts";
import type { ResourceDefinition, Sealing } from "#access/schema/definition.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { Secret } from "#access/schema/secret.ts";
import { isUnknown, isWhollyKnown } from "#access/schema/unknown.ts";
import { PartialResult } from "../plugin/engine/diagnostic.ts";

type AnyRecord = { readonly [name: string]: unknown };

/** Replaces the secret in a record with its ciphertext. */
export type Seal = (record: AnyRecord) => Promise<AnyRecord>;

function toNames(recipients: unknown): readonly string[] {
  return Array.isArray(recipients) ? recipients.filter((one): one is string => typeof one === "string") : [];
}

function createError({ recipients }: Sealing<string>, problem: string): AccessError {
  const name = `\`${toSnakeCase(recipients)}\``;
  const advice = `Use public keys as age-keygen prints them, or remove ${name} to keep the secret unencrypted.`;
  return new AccessError("invalid_value", `${name} ${problem}.`, { path: [recipients], advice });
}

// Loaded on first use: it would take half of the time in which the provider starts.
const loadAge = () => import("age-encryption");

/** @throws AccessError if there are no recipients or the library rejects one. */
async function createEncrypter(sealing: Sealing<string>, recipients: unknown) {
  const { Encrypter } = await loadAge();
  const encrypter = new Encrypter();
  const names = toNames(recipients);
  if (names.length === 0) throw createError(sealing, "must not be empty");
  for (const name of names) {
    try {
      encrypter.addRecipient(name);
    } catch (error) {
      // An invalid recipient may be a private key.
      const isPublic = error instanceof Error && name.startsWith("age1");
      const reason = isPublic ? `"${name}": ${error.message}` : "it is not an age recipient";
      throw createError(sealing, `contains an invalid recipient: ${reason}`);
    }
  }
  return encrypter;
}

/** @throws AccessError for invalid recipients. */
export async function checkRecipients(sealing: Sealing<string>, recipients: unknown): Promise<void> {
  await createEncrypter(sealing, recipients);
}

// Vendors' secrets have less than a hundred.
const longestSecret = 4_096;

/** How many bytes a secret of up to 4,096 has when it is encrypted. @throws AccessError for invalid recipients. */
export async function measureSealed(sealing: Sealing<string>, recipients: unknown): Promise<number> {
  const encrypter = await createEncrypter(sealing, recipients);
  const { armor } = await loadAge();
  return Buffer.byteLength(armor.encode(await encrypter.encrypt(" ".repeat(longestSecret))));
}

/**
 * Plans null for the secret if it will be sealed, and for the ciphertext if it will not.
 * @throws AccessError for invalid recipients.
 */
export async function sealPlan({ seals }: ResourceDefinition, planned: AnyRecord): Promise<AnyRecord> {
  if (seals === undefined) return {};
  const recipients = planned[seals.recipients];
  if (isUnknown(recipients)) return {};
  const absent = recipients === null ? seals.into : seals.secret;
  if (recipients !== null && isWhollyKnown(recipients)) await createEncrypter(seals, recipients);
  return isUnknown(planned[absent]) ? { [absent]: null } : {};
}

function replaceSecret(record: AnyRecord, { secret, into }: Sealing<string>, ciphertext: string | null): AnyRecord {
  return { ...record, [secret]: null, [into]: ciphertext };
}

/**
 * Prepares the sealing of what an apply returns. Call it before the vendor is called: invalid recipients then stop the
 * apply while there is nothing to lose. With recipients, a secret is never stored unencrypted, even if encrypting fails.
 * @throws AccessError
 */
export async function prepareSeal({ seals }: ResourceDefinition, plan: AnyRecord): Promise<Seal> {
  if (seals === undefined) return (record) => Promise.resolve(record);
  const recipients = plan[seals.recipients] ?? null;
  if (recipients === null) {
    return (record) => Promise.resolve({ ...record, [seals.into]: null });
  }
  const encrypter = await createEncrypter(seals, recipients);
  const { armor } = await loadAge();
  return async (record) => {
    const secret = record[seals.secret];
    if (!(secret instanceof Secret)) return record;
    try {
      return replaceSecret(record, seals, armor.encode(await encrypter.encrypt(secret.open())));
    } catch (error) {
      throw new PartialResult(replaceSecret(record, seals, null), error);
    }
  };
}
