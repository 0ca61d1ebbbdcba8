import { expect, it } from "vitest";
import type { KeyState } from "#access/model/keys/rotation.ts";
import { unknown } from "#access/schema/unknown.ts";
import { canRefresh, isOverGrace } from "./key-life.ts";

const prior: KeyState = {
  id: "k",
  serviceAccountId: "b",
  name: "tern",
  description: null,
  expiresAt: null,
  expiresIn: null,
  rotateAfter: null,
  rotationAnchor: null,
  overlap: null,
  keepers: null,
  encryptTo: null,
  secret: null,
  encryptedSecret: null,
  createdAt: "2031-03-01T00:00:00Z",
  status: "active",
  rotationDue: false,
  retiring: [],
  reason: null,
};
const wanted = { name: "tern", description: null, expiresAt: null, expiresIn: null };
const dated = { ...prior, expiresAt: "2031-09-01T00:00:00Z" };

it.each([
  { name: "one that never expires", given: prior, to: wanted, want: true },
  { name: "one that gets an expiry", given: prior, to: { ...wanted, expiresAt: "2031-09-01T00:00:00Z" }, want: true },
  { name: "one that keeps its date", given: dated, to: { ...wanted, expiresAt: "2031-09-01T00:00:00Z" }, want: true },
  { name: "one that ends sooner", given: dated, to: { ...wanted, expiresAt: "2031-08-01T00:00:00Z" }, want: true },
  {
    name: "one that is to outlive its date",
    given: dated,
    to: { ...wanted, expiresAt: "2031-10-01T00:00:00Z" },
    want: false,
  },
  { name: "one that is to lose its expiry", given: dated, to: wanted, want: false },
  { name: "one that lives for a time again", given: dated, to: { ...wanted, expiresIn: "90d" }, want: false },
  { name: "one of another name", given: prior, to: { ...wanted, name: "ibis" }, want: false },
  { name: "one that was revoked", given: { ...prior, status: "revoked" as const }, to: wanted, want: false },
  { name: "one that has expired", given: { ...dated, status: "expired" as const }, to: wanted, want: false },
  { name: "one whose name is not known yet", given: prior, to: { ...wanted, name: unknown }, want: undefined },
  { name: "one whose expiry is not known yet", given: dated, to: { ...wanted, expiresAt: unknown }, want: undefined },
])("a refresh makes the successor of $name: $want", ({ given, to, want }) => {
  expect(canRefresh(given, to)).toBe(want);
});

it("a grace is at most a day", () => {
  expect(["24h", "1d", "24h1s", "2d", null, unknown].map(isOverGrace)).toEqual([
    false,
    false,
    true,
    true,
    false,
    false,
  ]);
});
