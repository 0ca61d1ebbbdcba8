import { describe, expect, it } from "vitest";
import { unknown } from "#access/schema/unknown.ts";
import type { Example, ExampleObject } from "../findings/example.ts";
import {
  asCreated,
  bindRole,
  createAccount,
  createKey,
  createRole,
  findManagedRole,
  permit,
} from "../findings/example-objects.ts";
import { runFindings } from "../findings/run-findings.ts";
import { openExample } from "../testing/examples.ts";

type Sides = Partial<Pick<Example, "before" | "after" | "policy" | "vendor">>;

interface Case extends Sides {
  readonly name: string;
  readonly want: readonly string[];
}

function open({ vendor = "signoz", before = [], after = before, policy = {} }: Sides) {
  return openExample({ vendor, says: "", before, after, policy, at: "2030-01-01T00:00:00Z" });
}

/** The findings that are new, and those that are not with a tilde. */
function find(sides: Sides, ...codes: readonly string[]): readonly string[] {
  return runFindings(open(sides))
    .filter(({ code }) => codes.length === 0 || codes.includes(code))
    .map(({ code, isIntroduced }) => `${isIntroduced ? "" : "~"}${code}`);
}

const account = createAccount("ferry", { roleIds: [] });
const raft = createAccount("raft", { roleIds: [] });
const reader = createRole("reader", permit("read", "dashboard"));
const writer = createRole("writer", permit("read", "dashboard"), permit("update", "dashboard"));
const plain = createAccount("ferry");
const give = (role: string, more: ExampleObject["state"] = {}) =>
  bindRole(role, { roleId: `role-${role}`, serviceAccountId: "account-ferry", ...more });
const key = (state: ExampleObject["state"]) => createKey("ferry", state);
const year = { createdAt: "2029-01-01T00:00:00Z", expiresAt: "2030-01-10T00:00:00Z" };

describe("a key that ends soon", () => {
  const cases: readonly Case[] = [
    { name: "is an old one: not new", before: [account, key(year)], want: ["~LK206"] },
    {
      name: "was made for an hour",
      before: [account],
      after: [account, key({ expiresAt: "2030-01-01T01:00:00Z" })],
      want: [],
    },
    {
      name: "is made for two weeks, of which most are left",
      before: [account, key({ createdAt: "2029-12-30T00:00:00Z", expiresAt: "2030-01-13T00:00:00Z" })],
      want: [],
    },
    {
      name: "rotates before that",
      before: [account, key({ ...year, expiresIn: "370d", rotateAfter: "300d" })],
      want: [],
    },
    { name: "rotates, but not its end", before: [account, key({ ...year, rotateAfter: "300d" })], want: ["~LK206"] },
    { name: "later than the policy looks", before: [account, key(year)], policy: { expiresSoonDays: 7 }, want: [] },
    { name: "has ended", before: [account, key({ ...year, expiresAt: "2029-12-01T00:00:00Z" })], want: [] },
    { name: "is deleted", before: [account, key(year)], after: [account], want: [] },
    { name: "at an instant that is not known", before: [account, key({ ...year, expiresAt: unknown })], want: [] },
  ];
  it.each(cases)("$name", ({ want, ...sides }) => {
    expect(find(sides, "LK206")).toEqual(want);
  });
});

describe("a key and the lifetime of the policy", () => {
  const policy = { keyLifetimeDays: 90 };
  const long = { createdAt: "2029-12-01T00:00:00Z", expiresAt: "2030-03-01T00:00:01Z" };
  const cases: readonly Case[] = [
    {
      name: "is as long as allowed",
      after: [account, key({ expiresIn: "90d", expiresAt: unknown })],
      policy,
      want: [],
    },
    { name: "is a second longer", after: [account, key({ expiresIn: "7776001s" })], policy, want: ["LK202"] },
    { name: "is longer from its creation on", before: [account, key(long)], policy, want: ["~LK202"] },
    { name: "never ends, which is another finding", after: [account, key({})], policy, want: [] },
    { name: "is not limited", after: [account, key({ expiresIn: "900d" })], want: [] },
  ];
  it.each(cases)("$name", ({ want, ...sides }) => {
    expect(find(sides, "LK202")).toEqual(want);
  });
});

describe("another secret of a key", () => {
  const rotated = { expiresAt: "2031-01-01T00:00:00Z" };
  const before = [account, raft, key({ ...rotated, id: "k-1" })];
  const replace = (state: ExampleObject["state"]): ExampleObject => ({
    ...key({ ...rotated, ...state }),
    happening: "replaced",
  });
  const cases: readonly Case[] = [
    { name: "by a rotation in place", before, after: [account, raft, key({ ...rotated, id: "k-2" })], want: ["LK204"] },
    { name: "by a replacement", before, after: [account, raft, replace({ id: "k-2" })], want: ["LK205"] },
    {
      name: "by a replacement whose overlap has no effect",
      before,
      after: [account, raft, replace({ id: unknown, overlap: "1h" })],
      want: ["LK205"],
    },
    {
      name: "with another account",
      before,
      after: [account, raft, replace({ id: unknown, serviceAccountId: "account-raft" })],
      want: ["LK205"],
    },
  ];
  it.each(cases)("$name is one finding", ({ want, ...sides }) => {
    expect(find(sides)).toEqual(want);
  });
});

describe("a role that is deleted", () => {
  const held = [reader, writer, plain, give("reader")];
  const cases: readonly Case[] = [
    { name: "and still given", before: held, after: [writer, plain, give("reader")], want: ["LK306", "~LK405"] },
    { name: "with its binding", before: held, after: [writer, plain], want: ["LK307", "~LK405"] },
    { name: "that nobody holds", before: [reader, plain], after: [plain], want: [] },
    {
      name: "and still in a list, of which another part goes too",
      before: [reader, writer, createAccount("ferry", { roleIds: ["role-reader", "role-writer"] })],
      after: [writer, createAccount("ferry", { roleIds: ["role-reader"] })],
      want: ["LK306", "LK307", "LK405"],
    },
  ];
  it.each(cases)("$name is told once, and gives nobody anything", ({ want, ...sides }) => {
    expect(find(sides)).toEqual(want);
    expect(open(sides).difference.subjects.flatMap(({ mayGain }) => mayGain)).toEqual([]);
  });
});

describe("a role that gives nothing more", () => {
  const both = [reader, writer, plain];
  const cases: readonly Case[] = [
    {
      name: "is the new one",
      before: [...both, give("reader")],
      after: [...both, give("reader"), asCreated(give("writer"))],
      want: ["LK406"],
    },
    {
      name: "is one of two that are new",
      before: both,
      after: [...both, give("reader"), give("writer")],
      want: ["LK406"],
    },
    { name: "was there", before: [...both, give("reader"), give("writer")], want: ["~LK406"] },
    {
      name: "is not that which outlives the other one",
      before: [...both, give("reader"), give("writer", { until: "2030-02-01T00:00:00Z" })],
      want: [],
    },
    {
      name: "ends with the other one",
      before: [
        ...both,
        give("reader", { until: "2030-02-01T00:00:00Z" }),
        give("writer", { until: "2030-02-01T00:00:00Z" }),
      ],
      want: ["~LK406"],
    },
    {
      name: "is not one of which nobody knows which it is",
      before: [...both, give("writer"), give("reader", { roleId: unknown })],
      want: [],
    },
    {
      name: "is not the same role for another one",
      before: [
        ...both,
        raft,
        give("writer"),
        bindRole("raft", { roleId: "role-reader", serviceAccountId: "account-raft" }),
      ],
      want: [],
    },
    {
      name: "is any beside that of administrators",
      before: [reader, findManagedRole("signoz-admin"), plain, give("reader"), give("signoz-admin")],
      want: ["~LK406"],
    },
  ];
  it.each(cases)("$name", ({ want, ...sides }) => {
    expect(find(sides, "LK406")).toEqual(want);
  });

  it("is told of the small one, whatever their order", () => {
    const gives = [give("reader"), give("writer")];
    for (const after of [gives, gives.toReversed()]) {
      const found = runFindings(open({ before: both, after: [...both, ...after] }));
      expect(found.filter(({ code }) => code === "LK406").map(({ address }) => address)).toEqual([
        "access_role_binding.reader",
      ]);
    }
  });
});

describe("a reason that the policy asks for", () => {
  const policy = { reasonRequired: true };
  const world = [reader, plain];
  const cases: readonly Case[] = [
    {
      name: "is given",
      before: world,
      after: [...world, give("reader", { reason: "Reads the boards." })],
      policy,
      want: [],
    },
    { name: "is blank", before: world, after: [...world, give("reader", { reason: " " })], policy, want: ["LK402"] },
    {
      name: "is not known yet",
      before: world,
      after: [...world, give("reader", { reason: unknown })],
      policy,
      want: ["LK402"],
    },
    {
      name: "has no place in a list",
      before: [reader, createAccount("ferry", { roleIds: ["role-reader"] })],
      policy,
      want: ["~LK402"],
    },
    {
      name: "has no place in an empty list",
      before: [reader, createAccount("ferry", { roleIds: [] })],
      policy,
      want: [],
    },
    {
      name: "has no place at a vendor whose accounts have lists alone",
      vendor: "inkit",
      before: [reader, createAccount("ferry", { roleIds: ["role-reader"] })],
      policy,
      want: [],
    },
    { name: "was missing before", before: [...world, give("reader")], policy, want: ["~LK402"] },
    { name: "is not asked for", before: world, after: [...world, give("reader")], want: [] },
  ];
  it.each(cases)("$name", ({ want, ...sides }) => {
    expect(find(sides, "LK402")).toEqual(want);
  });
});

describe("a pair that the policy keeps apart", () => {
  const update = { action: "update", resource: "dashboard" };
  const policy = { toxicPairs: [{ name: "two", sides: [{ role: "reader" }, update] }] };
  const holding = (...roles: readonly string[]) =>
    createAccount("ferry", { roleIds: roles.map((one) => `role-${one}`) });
  const cases: readonly Case[] = [
    { name: "is held by two roles", after: [reader, writer, holding("reader", "writer")], policy, want: ["LK408"] },
    { name: "was held before", before: [reader, writer, holding("reader", "writer")], policy, want: ["~LK408"] },
    { name: "is held by half", after: [reader, writer, holding("writer")], policy, want: [] },
    {
      name: "is held by two",
      after: [reader, writer, holding("reader"), createAccount("raft", { roleIds: ["role-writer"] })],
      policy,
      want: [],
    },
    {
      name: "may be anything",
      after: [reader, createAccount("ferry", { roleIds: ["role-reader", unknown] })],
      policy,
      want: [],
    },
    { name: "is of another vendor", vendor: "inkit", after: [], policy, want: [] },
  ];
  it.each(cases)("$name", ({ want, ...sides }) => {
    expect(find(sides, "LK408")).toEqual(want);
  });

  it("is named with both of its sides", () => {
    const [found] = runFindings(open({ after: [reader, writer, holding("reader", "writer")], policy }));
    expect(found?.message).toBe("ferry holds both of two: the role reader, and update dashboard.");
  });
});

describe("whoever deploys", () => {
  const policy = { deployer: "deployer" };
  const keeper = createRole("keeper", permit("update", "role"), permit("read", "dashboard"));
  const deployer = (...roles: readonly string[]) =>
    createAccount("deployer", { roleIds: roles.map((one) => `role-${one}`) });
  const gain = createAccount("ferry", { roleIds: ["role-writer"] });
  const own = createKey("own", { serviceAccountId: "account-deployer", expiresAt: "2031-01-01T00:00:00Z" });
  const codes = ["LK109", "LK303", "LK906", "LK304", "LK301", "LK307"];
  const world = [reader, writer, keeper];
  const cases: readonly Case[] = [
    {
      name: "has what it gives",
      before: [...world, account, deployer("writer")],
      after: [...world, gain, deployer("writer")],
      policy,
      want: [],
    },
    {
      name: "has less",
      before: [...world, account, deployer("reader")],
      after: [...world, gain, deployer("reader")],
      policy,
      want: ["LK109"],
    },
    {
      name: "may have more roles than the files say",
      before: [...world, account, createAccount("deployer")],
      after: [...world, gain, createAccount("deployer")],
      policy,
      want: ["~LK906"],
    },
    { name: "is in no file", before: [...world, account], after: [...world, gain], policy, want: ["~LK906"] },
    {
      name: "is not named",
      before: [...world, account, deployer("reader")],
      after: [...world, gain, deployer("reader")],
      want: [],
    },
    {
      name: "is two of one name",
      before: [
        deployer(),
        { ...deployer(), address: "access_service_account.other", state: { id: "x", name: "deployer" } },
      ],
      policy,
      want: ["~LK906"],
    },
    {
      name: "loses the right to edit roles",
      before: [...world, deployer("keeper")],
      after: [...world, deployer("reader")],
      policy,
      want: ["LK303"],
    },
    {
      name: "loses what deploying does not need",
      before: [...world, deployer("writer")],
      after: [...world, deployer("reader")],
      policy,
      want: ["LK301"],
    },
    {
      name: "loses all",
      before: [...world, deployer("reader")],
      after: [...world, deployer()],
      policy,
      want: ["LK303"],
    },
    {
      name: "is deleted, with its key",
      before: [...world, deployer("keeper"), own],
      after: world,
      policy,
      want: ["LK303"],
    },
    {
      name: "loses its only key",
      before: [...world, deployer("keeper"), own],
      after: [...world, deployer("keeper")],
      policy,
      want: ["LK303"],
    },
    {
      name: "keeps another key",
      before: [deployer(), own, createKey("two", { serviceAccountId: "account-deployer" })],
      after: [deployer(), createKey("two", { serviceAccountId: "account-deployer" })],
      policy,
      want: ["LK304"],
    },
  ];
  it.each(cases)("$name", ({ want, ...sides }) => {
    expect(find(sides, ...codes)).toEqual(want);
  });
});
