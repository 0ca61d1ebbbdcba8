import { describe, expect, it } from "vitest";
import { coastGraph } from "#access/graph/testing/coast.ts";
import { AccessError } from "#access/model/errors.ts";
import type { Permission } from "#access/model/permissions/permission.ts";
import type { InstanceStatements } from "#access/model/statements/declaration.ts";
import type { Holder, Told, Untold } from "#access/model/vendors/told.ts";
import type { AccessReads, Adapter, Context, Vendor } from "#access/model/vendors/adapter.ts";
import { createFacts } from "#access/model/vendors/testing/vendor-facts.ts";
import { defineResource, type ResourceDefinition } from "#access/schema/definition.ts";
import { Secret } from "#access/schema/secret.ts";
import { set, text } from "#access/schema/types.ts";
import { unknown } from "#access/schema/unknown.ts";
import { EscalationGuard, type GuardSettings } from "./escalation-guard.ts";

const facts = createFacts({});

const badge = defineResource({
  type: "badge",
  summary: "Opens doors.",
  importId: ["id"],
  attributes: {
    id: text.computed("Id."),
    name: text.required("Name."),
    door: text.required("Which door it opens.").replaces(),
    posts: set(text).optional("Roles of its bearer.").refersTo("role"),
    code: text.computed("Opens the door.").secret(),
  },
});

/** The bearer of a badge opens its door, and holds the posts; the code is the bearer's. */
const sayBadge: InstanceStatements = ({ door, posts, id, name }, at) => {
  const is = at.self("principal");
  const [subject] = is;
  if (subject === undefined) return [];
  const none = { place: null, reason: null, until: null } as const;
  const permissions = [{ action: "open", resource: typeof door === "string" ? door : unknown, selectors: null }];
  const unsaid = { audience: null, isSealed: false, overlap: null, hasSecret: true, expiresAt: null } as const;
  return [
    { kind: "subject", is, as: "account", name: null },
    { kind: "holds", subject, grant: { kind: "permissions", permissions }, ...none, attribute: "door" },
    ...at.referAll("role", posts).map((role) => {
      return { kind: "holds", subject, grant: { kind: "role", role }, ...none, attribute: "posts" } as const;
    }),
    {
      kind: "credential",
      subject,
      id: typeof id === "string" ? id : unknown,
      name: name as string,
      form: "key",
      ...unsaid,
    },
  ];
};

const permit = (action: string, resource: string): Permission => ({ action, resource, selectors: null });

function tellRole(id: string, name: string, ...permissions: readonly Permission[]): Told {
  return { type: "role", kind: "dataSource", state: { id, name, permissions, managed: false } };
}

function tellOwner(...roles: readonly Told[]): Holder {
  const roleIds = roles.map(({ state }) => state["id"]);
  const account: Told = { type: "service_account", kind: "dataSource", state: { id: "p1", name: "porter", roleIds } };
  return { id: "p1", title: 'account "porter"', told: [account, ...roles] };
}

const hallOnly = tellOwner(tellRole("r1", "porter", permit("open", "hall")));

interface Given {
  readonly settings?: Partial<GuardSettings>;
  readonly holder?: Holder | Untold;
  readonly things?: AccessReads<unknown>["readThings"];
}

function createBench({ settings = {}, holder, things = () => Promise.resolve([]) }: Given) {
  const done: string[] = [];
  const warnings: string[] = [];
  const asked: string[] = [];
  const adapter: Adapter<ResourceDefinition, unknown> = {
    create: (_context, plan) => Promise.resolve((done.push("create"), plan)),
    read: () => Promise.resolve(undefined),
    update: (_context, { plan }) => Promise.resolve((done.push("update"), plan)),
    remove: () => Promise.resolve(),
  };
  const access: AccessReads<unknown> = {
    readHolder: () => Promise.resolve((asked.push("owner"), holder ?? hallOnly)),
    readThings: (context, wanted) => {
      asked.push(...wanted.map(({ space, kind, text: name }) => `${space} by ${kind} ${name}`));
      return things(context, wanted);
    },
  };
  const vendor: Vendor = {
    facts,
    graph: { ...coastGraph, statements: { badge: sayBadge } },
    connect: () => undefined,
    resources: { badge: adapter },
    dataSources: {},
    ...(holder === undefined ? {} : { access }),
  };
  const context: Context<unknown> = {
    client: undefined,
    facts,
    now: () => new Date(),
    signal: new AbortController().signal,
    warn: (_summary, detail) => void warnings.push(detail),
  };
  const guarded = new EscalationGuard(vendor, { mode: "error", mayDelegate: [], ...settings }).wrap(badge, adapter);
  return { guarded, context, done, warnings, asked };
}

const code = new Secret("open sesame");
const planned = { id: unknown, name: "seven", door: "vault", posts: null, code: unknown };
const prior = { id: "7", name: "six", door: "vault", posts: null, code };

async function catchError(work: Promise<unknown> | undefined): Promise<AccessError> {
  const error = await work?.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AccessError) return error;
  throw new Error("no AccessError was thrown");
}

describe("a change that gives more than the token has", () => {
  it("is an error at plan, and stops the write", async () => {
    const { guarded, context, done } = createBench({ holder: hallOnly });
    const outcome = await guarded.plan?.(context, { config: {}, prior: null, planned });
    expect(outcome?.errors).toMatchObject([{ code: "escalation", path: ["door"] }]);
    expect(outcome?.errors?.[0]?.message).toBe(
      'Badge "seven" would grant 1 permission that the token\'s own account "porter" does not have: open on vault.',
    );
    expect(await catchError(guarded.create(context, planned))).toMatchObject({ code: "escalation" });
    const wider = { ...prior, door: "hall", code };
    expect(await catchError(guarded.update(context, { prior: wider, plan: prior }))).toMatchObject({
      code: "escalation",
    });
    expect(done).toStrictEqual([]);
  });

  it("is also the issue of a new secret, in place: at plan, and before the write", async () => {
    const { guarded, context, done } = createBench({ holder: hallOnly });
    const rotated = { ...prior, code: unknown };
    const outcome = await guarded.plan?.(context, { config: {}, prior, planned: rotated });
    expect(outcome?.errors).toMatchObject([{ code: "escalation" }]);
    expect(await catchError(guarded.update(context, { prior, plan: rotated }))).toMatchObject({ code: "escalation" });
    const kept = { ...prior, name: "seven" };
    expect(await guarded.plan?.(context, { config: {}, prior, planned: kept })).toStrictEqual({});
    await guarded.update(context, { prior, plan: kept });
    expect(done).toStrictEqual(["update"]);
  });

  it("is written with one warning in the mode warn", async () => {
    const { guarded, context, done, warnings } = createBench({ holder: hallOnly, settings: { mode: "warn" } });
    await guarded.plan?.(context, { config: {}, prior: null, planned });
    await guarded.create(context, planned);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain("`may_delegate`");
    expect(done).toStrictEqual(["create"]);
  });

  it("is reported only for the creation if the resource is replaced", async () => {
    const { guarded, context, asked } = createBench({ holder: hallOnly });
    const change = { config: {}, prior: { ...prior, door: "hall" }, planned: { ...planned, id: "7", code } };
    expect(await guarded.plan?.(context, change)).toStrictEqual({});
    expect(asked).toEqual([]);
  });

  it("names the roles that it comes from, and asks once for each", async () => {
    const roles = [tellRole("r7", "keeper of keys", permit("open", "vault"), permit("open", "hall"))];
    const things = () => Promise.resolve(roles);
    const { guarded, context, asked } = createBench({ holder: hallOnly, things });
    const given = { ...prior, door: "hall" };
    const error = await catchError(guarded.update(context, { prior: given, plan: { ...given, posts: ["r7"] } }));
    expect(error.message).toContain('open on vault. From: role "keeper of keys" (r7).');
    expect(error.path).toEqual(["posts"]);
    expect(asked).toEqual(["owner", "role by id r7"]);
  });

  it("is what a role stands for, although the token has each of its permissions", async () => {
    const roles = [
      {
        ...tellRole("r7", "keeper", permit("open", "hall")),
        state: { id: "r7", name: "keeper", permissions: [], managed: true },
      },
    ];
    const { guarded, context } = createBench({ holder: hallOnly, things: () => Promise.resolve(roles) });
    const given = { ...prior, door: "hall" };
    const error = await catchError(guarded.update(context, { prior: given, plan: { ...given, posts: ["r7"] } }));
    expect(error.message).toContain("1 standing");
    expect(error.message).toContain("keeper (passes every check)");
  });
});

describe("what may be delegated", () => {
  const roles = [tellRole("r7", "night watch", permit("open", "vault"))];

  it("counts as held", async () => {
    const settings = { mayDelegate: ["night watch"] };
    const { guarded, context, done } = createBench({
      holder: hallOnly,
      things: () => Promise.resolve(roles),
      settings,
    });
    await guarded.create(context, planned);
    expect(done).toEqual(["create"]);
  });

  it("counts for nothing if there is no such role, or the token may not read it", async () => {
    const settings = { mayDelegate: ["nobody's"] };
    for (const things of [
      () => Promise.resolve([]),
      () => Promise.reject(new AccessError("forbidden", "Listing roles: no.")),
    ]) {
      const { guarded, context, done } = createBench({ holder: hallOnly, things, settings });
      expect(await catchError(guarded.create(context, planned))).toMatchObject({ code: "escalation" });
      expect(done).toEqual([]);
    }
  });
});

describe("no request is sent", () => {
  it.each([
    { name: "with off", settings: { mode: "off" }, before: null, after: planned },
    { name: "where nothing changes", settings: {}, before: prior, after: prior },
    { name: "where only a label changes", settings: {}, before: prior, after: { ...prior, name: "seven" } },
    { name: "where something is taken away", settings: {}, before: { ...prior, posts: ["r7"] }, after: prior },
    { name: "where it is not known yet", settings: {}, before: prior, after: { ...prior, posts: [unknown] } },
  ] as const)("$name", async ({ settings, before, after }) => {
    const { guarded, context, asked, warnings } = createBench({ holder: hallOnly, settings });
    const change = { config: {}, prior: before, planned: after };
    expect((await guarded.plan?.(context, change))?.errors).toBeUndefined();
    expect({ asked, warnings }).toStrictEqual({ asked: [], warnings: [] });
  });

  it("but for the owner, if the token may do everything", async () => {
    const keeper: Told = {
      type: "role",
      kind: "dataSource",
      state: { id: "r1", name: "keeper", permissions: [], managed: true },
    };
    const { guarded, context, asked, done } = createBench({ holder: tellOwner(keeper) });
    await guarded.create(context, { ...planned, posts: ["r7"] });
    expect(asked).toEqual(["owner"]);
    expect(done).toStrictEqual(["create"]);
  });
});

describe("a gain that cannot be compared", () => {
  it.each([
    { name: "a vendor that has no way to tell", given: {}, says: `${facts.title} does not tell` },
    { name: "a token of which it is not told", given: { holder: { reason: "Nobody knows." } }, says: "Nobody knows." },
  ] as const)("is reported once, and written: $name", async ({ given, says }) => {
    const { guarded, context, done, warnings } = createBench(given);
    await guarded.plan?.(context, { config: {}, prior: null, planned });
    await guarded.create(context, planned);
    await guarded.create(context, { ...planned, name: "eight" });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(says);
    expect(warnings[0]).toContain("own: badge.");
    expect(done).toStrictEqual(["create", "create"]);
  });

  it("fails if the token may not read the granted rights", async () => {
    const things = () => Promise.reject(new AccessError("forbidden", "Reading role 9: no."));
    const { guarded, context, done } = createBench({ holder: hallOnly, things });
    expect(await catchError(guarded.create(context, { ...planned, posts: ["9"] }))).toMatchObject({
      code: "escalation",
      message: expect.stringContaining("Reading role 9: no."),
    });
    expect(done).toStrictEqual([]);
  });

  it("is nothing if what is given does not exist: the write says so", async () => {
    const { guarded, context, done } = createBench({ holder: hallOnly });
    await guarded.create(context, { ...planned, door: "hall", posts: ["9"] });
    expect(done).toStrictEqual(["create"]);
  });
});
