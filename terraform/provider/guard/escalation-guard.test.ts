import { describe, expect, it } from "vitest";
import type { GainReader, TokenRights } from "#access/model/permissions/escalation.ts";
import { AccessError } from "#access/model/errors.ts";
import type { Permission } from "#access/model/permissions/permission.ts";
import type { Adapter, Context, Vendor } from "#access/model/vendors/adapter.ts";
import { createFacts } from "#access/model/vendors/testing/vendor-facts.ts";
import { defineResource, type ResourceDefinition } from "#access/schema/definition.ts";
import { Secret } from "#access/schema/secret.ts";
import { text } from "#access/schema/types.ts";
import { unknown } from "#access/schema/unknown.ts";
import { EscalationGuard, type GuardSettings } from "./escalation-guard.ts";

const facts = createFacts({});

const badge = defineResource({
  type: "badge",
  summary: "Opens doors.",
  importId: ["id"],
  attributes: {
    id: text.computed("Id."),
    label: text.required("Label."),
    door: text.required("Which door.").replaces(),
    code: text.computed("Opens the door.").secret(),
  },
});

const permitOpening = (door: string): Permission => ({ action: "open", resource: door, selectors: null });

interface Given {
  readonly settings?: Partial<GuardSettings>;
  readonly rights?: TokenRights | undefined;
  readonly gains?: GainReader | undefined;
  /** Whether only a creation gains something. */
  readonly onlyAtCreation?: boolean;
}

function createBench({ settings = {}, rights, gains, onlyAtCreation = false }: Given) {
  const done: string[] = [];
  const warnings: string[] = [];
  const counts = { rights: 0 };
  const adapter: Adapter<ResourceDefinition, unknown> = {
    gains: (_context, { prior }) => (onlyAtCreation && prior !== null ? undefined : gains),
    create: (_context, plan) => Promise.resolve((done.push("create"), plan)),
    read: () => Promise.resolve(undefined),
    update: (_context, { plan }) => Promise.resolve((done.push("update"), plan)),
    remove: () => Promise.resolve(),
  };
  const vendor: Vendor = {
    facts,
    connect: () => undefined,
    resources: { badge: adapter },
    dataSources: {},
    ...(rights === undefined ? {} : { rights: () => Promise.resolve((counts.rights++, rights)) }),
  };
  const context: Context<unknown> = {
    client: undefined,
    facts,
    now: () => new Date(),
    signal: new AbortController().signal,
    warn: (_summary, detail) => void warnings.push(detail),
  };
  const guarded = new EscalationGuard(vendor, { mode: "error", mayDelegate: [], ...settings }).wrap(badge, adapter);
  return { guarded, context, done, warnings, counts };
}

const some: TokenRights = { kind: "some", holder: 'account "porter"', permissions: [permitOpening("hall")] };
const vault: GainReader = () => ({
  subject: "Badge 7",
  before: [],
  after: [permitOpening("vault"), permitOpening("hall")],
});
const code = new Secret("open sesame");
const planned = { id: unknown, label: "seven", door: "vault", code: unknown };
const prior = { id: "7", label: "six", door: "vault", code };

async function catchError(work: Promise<unknown> | undefined): Promise<AccessError> {
  const error = await work?.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AccessError) return error;
  throw new Error("no AccessError was thrown");
}

describe("a change that grants more than the token's rights", () => {
  it("is an error at plan, and stops the write", async () => {
    const { guarded, context, done } = createBench({ rights: some, gains: vault });
    const outcome = await guarded.plan?.(context, { config: {}, prior: null, planned });
    expect(outcome?.errors).toMatchObject([{ code: "escalation" }]);
    expect(outcome?.errors?.[0]?.message).toBe(
      'Badge 7 would grant 1 permission that the token\'s own account "porter" does not have: open on vault.',
    );
    expect(await catchError(guarded.create(context, planned))).toMatchObject({ code: "escalation" });
    expect(await catchError(guarded.update(context, { prior, plan: planned }))).toMatchObject({ code: "escalation" });
    expect(done).toStrictEqual([]);
  });

  it("is also the issue of a new secret, in place: at plan, and before the write", async () => {
    const { guarded, context, done } = createBench({ rights: some, gains: vault, onlyAtCreation: true });
    const rotated = { ...prior, code: unknown };
    const outcome = await guarded.plan?.(context, { config: {}, prior, planned: rotated });
    expect(outcome?.errors).toMatchObject([{ code: "escalation" }]);
    expect(await catchError(guarded.update(context, { prior, plan: rotated }))).toMatchObject({ code: "escalation" });
    const kept = { ...prior, label: "seven" };
    expect(await guarded.plan?.(context, { config: {}, prior, planned: kept })).toStrictEqual({});
    await guarded.update(context, { prior, plan: kept });
    expect(done).toStrictEqual(["update"]);
  });

  it("is written with one warning in the mode warn", async () => {
    const { guarded, context, done, warnings } = createBench({
      rights: some,
      gains: vault,
      settings: { mode: "warn" },
    });
    await guarded.plan?.(context, { config: {}, prior: null, planned });
    await guarded.create(context, planned);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain("`may_delegate`");
    expect(done).toStrictEqual(["create"]);
  });

  it("is reported only for the creation if the resource is replaced", async () => {
    const { guarded, context, counts } = createBench({ rights: some, gains: vault });
    const change = { config: {}, prior: { ...prior, door: "hall" }, planned: { ...planned, id: "7", code } };
    expect(await guarded.plan?.(context, change)).toStrictEqual({});
    expect(counts.rights).toBe(0);
  });
});

describe("no request is sent", () => {
  it.each([
    { name: "with off", given: { rights: some, gains: vault, settings: { mode: "off" } }, prior: null },
    { name: "where nothing is given", given: { rights: some }, prior: null },
    { name: "where nothing changes", given: { rights: some, gains: vault }, prior: { ...prior, label: "seven" } },
  ] as const)("$name", async ({ given, prior: before }) => {
    const { guarded, context, counts, warnings } = createBench(given);
    const change = { config: {}, prior: before, planned: before ?? planned };
    expect((await guarded.plan?.(context, change))?.errors).toBeUndefined();
    expect({ ...counts, warnings }).toStrictEqual({ rights: 0, warnings: [] });
  });

  it("to read the gain if the token may grant everything", async () => {
    const gains: GainReader = () => Promise.reject(new Error("asked"));
    const { guarded, context, done } = createBench({ rights: { kind: "all" }, gains });
    await guarded.create(context, planned);
    expect(done).toStrictEqual(["create"]);
  });
});

describe("a gain that cannot be compared", () => {
  it.each([
    { name: "a vendor that has no way to tell", rights: undefined, says: `${facts.title} does not tell` },
    {
      name: "a token of which it is not told",
      rights: { kind: "unknown", reason: "Nobody knows." },
      says: "Nobody knows.",
    },
  ] as const)("is reported once, and written: $name", async ({ rights, says }) => {
    const { guarded, context, done, warnings } = createBench({ rights, gains: vault });
    await guarded.plan?.(context, { config: {}, prior: null, planned });
    await guarded.create(context, planned);
    await guarded.create(context, { ...planned, label: "eight" });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(says);
    expect(warnings[0]).toContain("own: badge.");
    expect(done).toStrictEqual(["create", "create"]);
  });

  it("fails if the token may not read the granted rights", async () => {
    const gains: GainReader = () => Promise.reject(new AccessError("forbidden", "Reading role 9: no."));
    const { guarded, context, done } = createBench({ rights: some, gains });
    expect(await catchError(guarded.create(context, planned))).toMatchObject({
      code: "escalation",
      message: expect.stringContaining("Reading role 9: no."),
    });
    expect(done).toStrictEqual([]);
  });

  it("passes at plan while it is unknown", async () => {
    const gains: GainReader = () => ({ subject: "Badge 7", before: [], after: unknown });
    const { guarded, context } = createBench({ rights: some, gains });
    expect(await guarded.plan?.(context, { config: {}, prior: null, planned })).toStrictEqual({});
  });
});
