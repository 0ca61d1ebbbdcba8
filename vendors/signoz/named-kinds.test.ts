import { describe, expect, it } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import { createUnprovedError } from "../shared/creation/named-kind.ts";
import { keyKind } from "./named-kinds.ts";
import type { Key } from "./wire/key.ts";

const cause = new AccessError("outcome_unknown", "POST /keys failed (ECONNRESET).");
const row: Key = {
  id: "0198-key",
  name: "weaver",
  expiresAt: 1_900_000_000,
  lastObservedAt: "2030-03-17T17:00:00Z",
  serviceAccountId: "0198-account",
  createdAt: "2030-03-17T16:00:00Z",
};

describe("a creation with an unknown outcome", () => {
  it.each([
    {
      name: "that no such key exists, and to run again",
      named: [],
      message: 'No key "weaver" existed',
      advice: "Run again",
    },
    {
      name: "which key has the name, its dates, and what to do",
      named: [row],
      message:
        'key 0198-key (created 2030-03-17T16:00:00Z, last used 2030-03-17T17:00:00Z, expires 2030-03-17T17:46:40.000Z) has the name "weaver", and nothing proves',
      advice: "terraform import ADDRESS 0198-account/0198-key",
    },
    {
      name: "that the keys could not be read",
      named: undefined,
      message: "could not be read either",
      advice: "Run again",
    },
  ])("says $name", ({ named, message, advice }) => {
    const error = createUnprovedError(keyKind, "weaver", { cause, named });
    expect(error.code).toBe("outcome_unknown");
    expect(error.message).toContain(cause.message);
    expect(error.message).toContain(message);
    expect(error.advice).toContain(advice);
  });

  it("says that a key without an expiry never expires", () => {
    expect(keyKind.describe?.({ ...row, expiresAt: 0 })).toContain("never expires");
  });
});
