import { AccessError } from "#access/model/errors.ts";
import type { ResourceDefinition, Sealing } from "#access/schema/definition.ts";
import { snakeCase } from "#access/schema/names.ts";
import { Secret } from "#access/schema/secret.ts";
import { isUnknown, isWhollyKnown } from "#access/schema/unknown.ts";
import { PartialResult } from "../plugin/engine/diagnostic.ts";

type AnyRecord = { readonly [name: string]: unknown };

/** Takes the secret out of what is to be stored, and puts its ciphertext there. */
export type Seal = (record: AnyRecord) => Promise<AnyRecord>;

function toNames(recipients: unknown): readonly string[] {
  return Array.isArray(recipients) ? recipients.filter((one): one is string => typeof one === "string") : [];
}

function createError({ recipients }: Sealing<string>, problem: string): AccessError {
  const name = `\`${snakeCase(recipients)}\``;
  const advice = `Use public keys as age-keygen prints them, or remove ${name} to keep the secret unencrypted.`;
  return new AccessError("invalid_value", `${name} ${problem}.`, { path: [recipients], advice });
}

// Loaded where a secret is sealed: it would otherwise be half of the provider's start.
const age = () => import("age-encryption");

/** @throws AccessError where the library does not take a recipient, or there is none. */
async function encrypterFor(sealing: Sealing<string>, recipients: unknown) {
  const { Encrypter } = await age();
  const encrypter = new Encrypter();
  const names = toNames(recipients);
  if (names.length === 0) throw createError(sealing, "must not be empty");
  for (const name of names) {
    try {
      encrypter.addRecipient(name);
    } catch (error) {
      // What is no recipient may be a private key.
      const isPublic = error instanceof Error && name.startsWith("age1");
      const reason = isPublic ? `"${name}": ${error.message}` : "it is not an age recipient";
      throw createError(sealing, `contains an invalid recipient: ${reason}`);
    }
  }
  return encrypter;
}

/**
 * What a plan shows of a secret that may be sealed: the one of secret and ciphertext that there will not be is null.
 * @throws AccessError for recipients that could not be encrypted for.
 */
export async function sealPlan({ seals }: ResourceDefinition, planned: AnyRecord): Promise<AnyRecord> {
  if (seals === undefined) return {};
  const recipients = planned[seals.recipients];
  if (isUnknown(recipients)) return {};
  const absent = recipients === null ? seals.into : seals.secret;
  if (recipients !== null && isWhollyKnown(recipients)) await encrypterFor(seals, recipients);
  return isUnknown(planned[absent]) ? { [absent]: null } : {};
}

function withoutSecret(record: AnyRecord, { secret, into }: Sealing<string>, ciphertext: string | null): AnyRecord {
  return { ...record, [secret]: null, [into]: ciphertext };
}

/**
 * Prepares the sealing of what an apply returns. Call it before the vendor is called: invalid recipients then stop the
 * apply while there is nothing to lose. With recipients, a secret is never stored unencrypted, even if encrypting fails.
 * @throws AccessError
 */
export async function sealFor({ seals }: ResourceDefinition, plan: AnyRecord): Promise<Seal> {
  if (seals === undefined) return (record) => Promise.resolve(record);
  const recipients = plan[seals.recipients] ?? null;
  if (recipients === null) {
    return (record) => Promise.resolve({ ...record, [seals.into]: null });
  }
  const encrypter = await encrypterFor(seals, recipients);
  const { armor } = await age();
  return async (record) => {
    const secret = record[seals.secret];
    if (!(secret instanceof Secret)) return record;
    try {
      return withoutSecret(record, seals, armor.encode(await encrypter.encrypt(secret.open())));
    } catch (error) {
      throw new PartialResult(withoutSecret(record, seals, null), error);
    }
  };
}
