import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findSnapshotFault } from "./check-snapshot.ts";
import { snapshotSchema } from "./snapshot-form.ts";

const right = {
  format: "latchkey-snapshot/1",
  digest: `sha256:${"0".repeat(64)}`,
  previous: null,
  takenAt: "2030-01-01T00:00:00Z",
  tool: { name: "latchkey", version: "1" },
  account: { vendor: "signoz", endpoint: "https://signals.example.com" },
  askedBy: { id: "7", title: "an account" },
  complete: true,
  blind: ["a sentence"],
  lists: ["role"],
  instances: [
    { type: "role", kind: "resource", form: 1, state: { id: "1" } },
    { type: "role", kind: "dataSource", builtIn: true, form: 0, state: {}, more: 1 },
  ],
};

const others = fc.constantFrom<unknown>(
  undefined,
  null,
  "",
  "x",
  0,
  -1,
  1.5,
  true,
  false,
  [],
  [""],
  [1],
  {},
  {
    reason: "nobody says",
  },
);

type Place = readonly (string | number)[];

function listPlaces(value: unknown, place: Place = []): readonly Place[] {
  if (typeof value !== "object" || value === null) return [place];
  const inside = Object.entries(value).flatMap(([name, part]) => listPlaces(part, [...place, name]));
  return place.length === 0 ? inside : [place, ...inside];
}

function put(value: unknown, [name, ...rest]: Place, part: unknown): unknown {
  if (name === undefined) return part;
  const copy: Record<string, unknown> = structuredClone(value) as Record<string, unknown>;
  const changed = put(copy[name], rest, part);
  if (changed === undefined && !Array.isArray(copy)) delete copy[name];
  else copy[name] = changed ?? null;
  return copy;
}

describe("the form of a snapshot", () => {
  it("is right as it is", () => {
    expect(findSnapshotFault(right)).toBeUndefined();
    expect(snapshotSchema.safeParse(right).success).toBe(true);
  });

  it("is refused where the published schema refuses it, and at the same place", () => {
    let refused = 0;
    const place = fc.constantFrom(...listPlaces(right).filter(([name]) => name !== "format"));
    fc.assert(
      fc.property(place, others, (at, part) => {
        const document = put(right, at, part) as typeof right;
        const parsed = snapshotSchema.safeParse(document);
        const fault = findSnapshotFault(document);
        expect(fault === undefined, JSON.stringify(document)).toBe(parsed.success);
        if (fault === undefined) return;
        refused += 1;
        const wanted = parsed.error?.issues[0]?.path.join(".") ?? "";
        expect(wanted === fault || wanted.startsWith(`${fault}.`), `${wanted} and ${fault}`).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    expect(refused).toBeGreaterThan(500);
  });
});
