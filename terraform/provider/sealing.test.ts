import { armor, Decrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient } from "age-encryption";
import { describe, expect, it } from "vitest";
import { defineResource } from "#access/schema/definition.ts";
import { Secret } from "#access/schema/secret.ts";
import { ageRecipient, set, text } from "#access/schema/types.ts";
import { unknown } from "#access/schema/unknown.ts";
import { PartialResult } from "../plugin/engine/diagnostic.ts";
import { sealPlan, prepareSeal } from "./sealing.ts";

const locker = defineResource({
  type: "locker",
  summary: "A locker.",
  importId: ["id"],
  seals: { secret: "code", recipients: "readers", into: "envelope" },
  attributes: {
    id: text.computed("id"),
    code: text.computed("code").secret().notReadBack(),
    readers: set(ageRecipient).optional("readers"),
    envelope: text.computed("envelope").notReadBack(),
  },
});

const code = "four-turnstones-on-a-groyne";

async function opened(envelope: unknown, identity: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(armor.decode(String(envelope)), "text");
}

describe("sealing the result of an apply", () => {
  it("encrypts the secret for each recipient, and stores it nowhere unencrypted", async () => {
    const identities = [await generateX25519Identity(), await generateHybridIdentity()];
    const readers = await Promise.all(identities.map((identity) => identityToRecipient(identity)));
    const seal = await prepareSeal(locker, { readers });
    const sealed = await seal({ id: "7", code: new Secret(code) });
    expect(sealed).toMatchObject({ id: "7", code: null });
    expect(sealed["envelope"]).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
    for (const identity of identities) expect(await opened(sealed["envelope"], identity)).toBe(code);
    await expect(opened(sealed["envelope"], await generateX25519Identity())).rejects.toThrow();
  });

  it("does not change a record without a new secret", async () => {
    const readers = [await identityToRecipient(await generateX25519Identity())];
    const seal = await prepareSeal(locker, { readers });
    expect(await seal({ id: "7", code: null, envelope: "before" })).toEqual({
      id: "7",
      code: null,
      envelope: "before",
    });
  });

  it("keeps the secret unencrypted without recipients, and removes an earlier ciphertext", async () => {
    const seal = await prepareSeal(locker, { readers: null });
    const secret = new Secret(code);
    expect(await seal({ id: "7", code: secret, envelope: "old" })).toEqual({ id: "7", code: secret, envelope: null });
  });

  it.each([
    { name: "an SSH key", readers: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI"] },
    { name: "a wrong checksum", readers: ["age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcacq"] },
    { name: "nobody", readers: [] },
  ])("fails before the vendor is called: $name", async ({ readers }) => {
    await expect(prepareSeal(locker, { readers })).rejects.toMatchObject({ code: "invalid_value", path: ["readers"] });
    await expect(sealPlan(locker, { readers, code: unknown })).rejects.toMatchObject({ path: ["readers"] });
  });

  it("fails for a private key without showing it", async () => {
    const identity = await generateX25519Identity();
    const refusal: unknown = await prepareSeal(locker, { readers: [identity] }).catch((error: unknown) => error);
    expect(String(refusal)).toContain("not an age recipient");
    expect(String(refusal)).not.toContain(identity.slice(16, 40));
  });

  it("fails without storing the secret if encryption fails", async () => {
    const readers = [await identityToRecipient(await generateX25519Identity())];
    const seal = await prepareSeal(locker, { readers });
    const broken = new Secret(code);
    broken.open = () => {
      throw new Error("no entropy");
    };
    const failure: unknown = await seal({ id: "7", code: broken }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PartialResult);
    expect(failure).toMatchObject({ state: { id: "7", code: null, envelope: null } });
  });
});

describe("the plan of a secret that may be sealed", () => {
  it.each([
    { name: "in clear there is no envelope", readers: null, want: { envelope: null } },
    { name: "nothing is said while the recipients are unknown", readers: unknown, want: {} },
    { name: "what is known stays", readers: null, envelope: "before", want: {} },
  ])("$name", async ({ readers, envelope = unknown, want }) => {
    expect(await sealPlan(locker, { readers, envelope, code: unknown })).toEqual(want);
  });

  it("sealed there is no secret", async () => {
    const readers = [await identityToRecipient(await generateX25519Identity())];
    expect(await sealPlan(locker, { readers, envelope: unknown, code: unknown })).toEqual({ code: null });
  });
});
