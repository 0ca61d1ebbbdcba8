import { describe, expect, it } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import { kiteFacts } from "../testing/fake-vendor.ts";
import { createKey, type KeyAttempt } from "./key-creation.ts";

type Attempt = KeyAttempt<string, { readonly id: string }>;

async function tryCreating(attempts: readonly Attempt[], revokeFails = false) {
  const revoked: string[] = [];
  const again: boolean[] = [];
  const context = {
    client: undefined,
    facts: kiteFacts,
    now: () => new Date(0),
    signal: new AbortController().signal,
    warn: () => undefined,
  };
  const result: unknown = await createKey(context, {
    noun: "key",
    name: "deploy",
    owner: "account 17",
    attempt: async (isAgain) => {
      const next = attempts[again.length];
      again.push(isAgain);
      if (next === undefined) throw new Error("attempted too often");
      return next;
    },
    revoke: async ({ id }) => {
      if (revokeFails) throw new AccessError("forbidden", "DELETE failed.");
      revoked.push(id);
    },
    describeExpiry: () => " It never expires.",
  }).catch((error: unknown) => error);
  return { result, revoked, again };
}

const created: Attempt = { kind: "created", created: "s3cret" };
const createOrphan = (...ids: readonly string[]): Attempt => ({ kind: "orphaned", orphans: ids.map((id) => ({ id })) });

describe("a key", () => {
  it("is created", async () => {
    expect(await tryCreating([created])).toEqual({ result: "s3cret", revoked: [], again: [false] });
  });

  it("is revoked and created once more if the response is lost", async () => {
    expect(await tryCreating([createOrphan("k-1"), created])).toEqual({
      result: "s3cret",
      revoked: ["k-1"],
      again: [false, true],
    });
  });

  it("fails with the revoked keys if the response is lost twice", async () => {
    const { result, revoked } = await tryCreating([createOrphan("k-1"), createOrphan("k-2", "k-3")]);
    expect(result).toMatchObject({ code: "outcome_unknown", message: expect.stringContaining("k-1, k-2, k-3") });
    expect(revoked).toEqual(["k-1", "k-2", "k-3"]);
  });

  it("fails with the orphan if it cannot be revoked", async () => {
    const { result } = await tryCreating([createOrphan("k-1"), created], true);
    expect(result).toMatchObject({
      code: "outcome_unknown",
      message: expect.stringContaining("Key k-1 was created, and revoking it failed: DELETE failed. It never expires."),
      advice: "Revoke key k-1 of account 17 in Kite, then run again.",
    });
  });
});
