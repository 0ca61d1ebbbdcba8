import { describe, expect, it } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import { Creations } from "../creation/creations.ts";
import type { NamedKind, Named } from "../creation/named-kind.ts";
import { kiteFacts } from "../testing/fake-vendor.ts";
import { VendorClock } from "../vendor-clock.ts";
import { createKey } from "./key-creation.ts";

interface Row extends Named {
  readonly mark: number;
}

const kind: NamedKind<Row> = { noun: "key", repeats: "never", describeWaysOut: ({ id }) => `Revoke ${id}.` };
const lost = new AccessError("outcome_unknown", "POST /keys failed.");

interface Given {
  /** How many responses are lost. */
  readonly losses: number;
  readonly revokeFails?: boolean;
  readonly isForeign?: boolean;
}

async function tryCreating({ losses, revokeFails = false, isForeign = false }: Given) {
  const rows: Row[] = [];
  const revoked: string[] = [];
  const warnings: string[] = [];
  let sent = 0;
  const context = {
    client: undefined,
    facts: kiteFacts,
    now: () => new Date(0),
    signal: new AbortController().signal,
    warn: (_: string, detail: string) => void warnings.push(detail),
  };
  const result: unknown = await createKey<string, Row>(context, {
    kind,
    name: "deploy",
    owner: "account 17",
    creations: new Creations(context.now, new VendorClock()),
    list: async () => [...rows],
    prepare() {
      const mark = sent;
      return {
        trace: `[kite ${mark}]`,
        matches: (row) => row.mark === mark,
        async create() {
          sent += 1;
          rows.push({ id: `k-${sent}`, name: "deploy", mark: isForeign ? -1 : mark });
          if (sent <= losses) throw lost;
          return "s3cret";
        },
      };
    },
    async revoke({ id }) {
      if (revokeFails) throw new AccessError("forbidden", "DELETE failed.");
      revoked.push(id);
      rows.splice(0);
    },
    describeExpiry: () => " It never expires.",
  }).catch((error: unknown) => error);
  return { result, revoked, warnings };
}

describe("a key", () => {
  it("is created", async () => {
    expect(await tryCreating({ losses: 0 })).toEqual({ result: "s3cret", revoked: [], warnings: [] });
  });

  it("is revoked and created once more if the response is lost, and the user is told", async () => {
    expect(await tryCreating({ losses: 1 })).toEqual({
      result: "s3cret",
      revoked: ["k-1"],
      warnings: [expect.stringMatching(/^Creating key "deploy" of account 17.*key k-1, .*was revoked\.$/)],
    });
  });

  it("fails with the revoked keys if the response is lost twice", async () => {
    const { result, revoked, warnings } = await tryCreating({ losses: 2 });
    expect(result).toMatchObject({ code: "outcome_unknown", message: expect.stringContaining("k-1, k-2") });
    expect(revoked).toEqual(["k-1", "k-2"]);
    expect(warnings).toHaveLength(2);
  });

  it("fails with the orphan if it cannot be revoked", async () => {
    const { result } = await tryCreating({ losses: 1, revokeFails: true });
    expect(result).toMatchObject({
      code: "outcome_unknown",
      message: expect.stringContaining("Key k-1 was created, and revoking it failed: DELETE failed. It never expires."),
      advice: "Revoke key k-1 of account 17 in Kite, then run again.",
    });
  });

  it("of somebody else is not revoked", async () => {
    const { result, revoked, warnings } = await tryCreating({ losses: 1, isForeign: true });
    expect(result).toMatchObject({
      code: "outcome_unknown",
      message: expect.stringMatching(/nothing proves that this run created it.* \[kite 0\] is in its description/),
      advice: "Revoke k-1.",
    });
    expect({ revoked, warnings }).toEqual({ revoked: [], warnings: [] });
  });
});
