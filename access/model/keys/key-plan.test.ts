import { describe, expect, it } from "vitest";
import { Secret } from "../../schema/secret.ts";
import { isUnknown, unknown } from "../../schema/unknown.ts";
import { planKey } from "./key-plan.ts";
import type { KeyState } from "./rotation.ts";
import { createRotatingFacts } from "./testing/rotating-facts.ts";

const now = new Date("2031-03-20T00:00:00Z");

const prior: KeyState = {
  id: "ruff-1",
  serviceAccountId: "ruff",
  name: "ruff-key",
  description: null,
  expiresAt: null,
  expiresIn: null,
  rotateAfter: null,
  rotationAnchor: null,
  overlap: null,
  keepers: { lek: "1" },
  encryptTo: null,
  secret: new Secret("a-ruff-at-the-lek"),
  encryptedSecret: null,
  createdAt: "2031-03-01T00:00:00Z",
  status: "active",
  rotationDue: false,
  retiring: [],
  reason: null,
};

interface Given {
  readonly before?: Partial<KeyState>;
  readonly config?: Partial<Record<keyof KeyState, unknown>>;
  readonly isNew?: boolean;
  /** What the vendor cannot update in place. */
  readonly rotating?: readonly string[];
}

function plan({ before = {}, config = {}, isNew = false, rotating = [] }: Given) {
  const known = { ...prior, ...before };
  const warnings: string[] = [];
  const isEndless = known.expiresIn === null && isNew;
  const expiresAt = isEndless ? null : before.expiresIn === undefined ? known.expiresAt : null;
  const said = { ...known, expiresAt, ...config } as Parameters<typeof planKey>[1]["config"];
  const warn = (summary: string, detail: string) => void warnings.push(`${summary}: ${detail}`);
  const change = { config: said, prior: isNew ? null : known, planned: { ...known, ...said } };
  const outcome = planKey({ now: () => now, warn, facts: createRotatingFacts(rotating) }, change);
  const open = Object.entries(outcome.values).filter(([, value]) => isUnknown(value));
  return { ...outcome, warnings, open: open.map(([key]) => key).sort() };
}

const wholeRotation = ["createdAt", "encryptedSecret", "id", "secret"];

describe("the plan of a key", () => {
  it.each<{ name: string; given: Given; open: readonly string[]; values?: object; warns?: RegExp }>([
    { name: "nothing to do", given: {}, open: [] },
    {
      name: "no rotation for the first keepers, and a word about it",
      given: { before: { keepers: null }, config: { keepers: { lek: "1" } } },
      open: [],
      warns: /^Setting `keepers` does not rotate the key: .* change a value and apply again/,
    },
    {
      name: "a known expiry beside a lifetime that must become null",
      given: { config: { expiresAt: "2031-05-01T00:00:00Z", expiresIn: unknown } },
      open: ["status"],
      values: { expiresAt: "2031-05-01T00:00:00Z" },
    },
    {
      name: "a rotation for another name, where the vendor changes none",
      given: { config: { name: "ruff-two" }, rotating: ["name"] },
      open: wholeRotation,
      values: { status: "active", retiring: [] },
      warns: /^The key is rotated: Reason: `name` changed, which Coast cannot update in place/,
    },
    {
      name: "perhaps a rotation for a name that is known after the apply",
      given: { config: { name: unknown }, rotating: ["name"] },
      open: [...wholeRotation, "retiring", "rotationDue", "status"].sort(),
      warns: /^The key may be rotated/,
    },
    {
      name: "a rotation with nothing else open",
      given: { config: { keepers: { lek: "2" } } },
      open: wholeRotation,
      values: { status: "active", rotationDue: false, retiring: [] },
      warns: /^The key is rotated: Reason: `keepers` changed.* is revoked at once/,
    },
    {
      name: "a rotation with an overlap leaves open until when the old key works",
      given: { before: { rotationDue: true, rotateAfter: "10d", overlap: "2d" } },
      open: [...wholeRotation, "retiring"],
      warns: /`rotate_after` has passed.* works for 2d longer/,
    },
    {
      name: "a rotation of a key that lives for a time leaves its expiry open",
      given: { before: { expiresIn: "30d", expiresAt: "2031-03-31T00:00:00Z" }, config: { keepers: { lek: "2" } } },
      open: [...wholeRotation, "expiresAt"],
    },
    {
      name: "a keeper that is unknown leaves open whether it is one",
      given: { config: { keepers: { lek: unknown } } },
      open: [...wholeRotation, "retiring", "rotationDue", "status"],
      warns: /^The key may be rotated/,
    },
    {
      name: "that the state has had the secret in clear",
      given: { config: { encryptTo: ["age1ruff"] } },
      open: wholeRotation,
      warns: /`encrypt_to` changed.*Earlier versions of the state still contain the old secret unencrypted/,
    },
    {
      name: "an overlap that is over is taken off",
      given: {
        before: {
          retiring: [
            { id: "ruff-0", until: "2031-03-19T00:00:00Z", status: "expired" },
            { id: "ruff-a", until: "2031-03-29T00:00:00Z", status: "retiring" },
          ],
        },
      },
      open: [],
      values: { retiring: [{ id: "ruff-a", until: "2031-03-29T00:00:00Z", status: "retiring" }] },
    },
    {
      name: "a lifetime that was taken away is never",
      given: { before: { expiresIn: "30d", expiresAt: "2031-03-31T00:00:00Z" }, config: { expiresIn: null } },
      open: ["status"],
      values: { expiresAt: null },
    },
    {
      name: "a lifetime that is given counts from the making",
      given: { config: { expiresIn: "60d", expiresAt: null } },
      open: ["status"],
      values: { expiresAt: "2031-04-30T00:00:00Z" },
    },
    {
      name: "an expired key without a way to go on is left as it is",
      given: { before: { status: "expired", expiresAt: "2031-03-10T00:00:00Z", rotationDue: true, rotateAfter: "5d" } },
      open: [],
      warns: /^The key has expired/,
    },
    {
      name: "an expired key with a later date is rotated",
      given: {
        before: { status: "expired", expiresAt: "2031-03-10T00:00:00Z" },
        config: { expiresAt: "2032-01-01T00:00:00Z" },
      },
      open: wholeRotation,
      values: { expiresAt: "2032-01-01T00:00:00Z" },
    },
  ])("$name", ({ given, open, values = {}, warns }) => {
    const planned = plan(given);
    expect(planned.errors).toEqual([]);
    expect(planned.open).toEqual([...open].sort());
    expect(planned.values).toMatchObject(values);
    expect(planned.rotates).toBe(open.includes("id"));
    if (warns === undefined && !planned.rotates) expect(planned.warnings).toEqual([]);
    if (warns !== undefined) expect(planned.warnings.join("\n")).toMatch(warns);
  });

  it("of a new key never expires by default, and has no retiring keys", () => {
    expect(plan({ isNew: true }).values).toEqual({ expiresAt: null, retiring: [], rotationDue: false });
  });

  it.each<{ name: string; given: Given; path: string; says: RegExp }>([
    {
      name: "fails on a past date that is being set",
      given: { config: { expiresAt: "2031-03-19T00:00:00Z" } },
      path: "expiresAt",
      says: /is in the past/,
    },
    {
      name: "fails on a rotation to a date that has passed",
      given: {
        before: { status: "expired", expiresAt: "2031-03-10T00:00:00Z" },
        config: { keepers: { lek: "2" } },
      },
      path: "expiresAt",
      says: /is in the past/,
    },
    {
      name: "fails on a first lifetime that has ended already",
      given: { config: { expiresIn: "5d", expiresAt: null } },
      path: "expiresIn",
      says: /counts from 2031-03-01T00:00:00Z/,
    },
    {
      name: "fails on an anchor without a period",
      given: { config: { rotationAnchor: "2031-01-01T00:00:00Z" } },
      path: "rotationAnchor",
      says: /no effect without `rotate_after`/,
    },
    {
      name: "fails on no recipient",
      given: { config: { encryptTo: [] } },
      path: "encryptTo",
      says: /must not be empty/,
    },
  ])("$name", ({ given, path, says }) => {
    const { errors, warnings } = plan(given);
    expect(errors.map((error) => error.path)).toEqual([[path]]);
    expect(errors[0]?.message).toMatch(says);
    expect(warnings).toEqual([]);
  });
});
