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
  { name: "a key that never expires", given: prior, to: wanted, want: true },
  { name: "a key that gets an expiry", given: prior, to: { ...wanted, expiresAt: "2031-09-01T00:00:00Z" }, want: true },
  {
    name: "a key that keeps its expiry",
    given: dated,
    to: { ...wanted, expiresAt: "2031-09-01T00:00:00Z" },
    want: true,
  },
  {
    name: "a key that gets an earlier expiry",
    given: dated,
    to: { ...wanted, expiresAt: "2031-08-01T00:00:00Z" },
    want: true,
  },
  {
    name: "a key that gets a later expiry",
    given: dated,
    to: { ...wanted, expiresAt: "2031-10-01T00:00:00Z" },
    want: false,
  },
  { name: "a key that loses its expiry", given: dated, to: wanted, want: false },
  { name: "a key with a new `expires_in`", given: dated, to: { ...wanted, expiresIn: "90d" }, want: false },
  { name: "a renamed key", given: prior, to: { ...wanted, name: "ibis" }, want: false },
  { name: "a revoked key", given: { ...prior, status: "revoked" as const }, to: wanted, want: false },
  { name: "an expired key", given: { ...dated, status: "expired" as const }, to: wanted, want: false },
  { name: "a key whose new name is unknown", given: prior, to: { ...wanted, name: unknown }, want: undefined },
  { name: "a key whose new expiry is unknown", given: dated, to: { ...wanted, expiresAt: unknown }, want: undefined },
])("a refresh can create the successor of $name: $want", ({ given, to, want }) => {
  expect(canRefresh(given, to)).toBe(want);
});

it("the grace period is at most one day", () => {
  expect(["24h", "1d", "24h1s", "2d", null, unknown].map(isOverGrace)).toEqual([
    false,
    false,
    true,
    true,
    false,
    false,
  ]);
});
