import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unknown } from "#access/schema/unknown.ts";
import type { Credential, Statement } from "../model/statements/statement.ts";
import { findDifference } from "./broadening.ts";
import { compareRights, type RightChange } from "./difference.ts";
import { buildGraph } from "./graph.ts";
import { matchNodes } from "./matching.ts";
import { addition, keysOf, limitedWorld, world } from "./testing/arbitraries.ts";
import {
  allow,
  cause,
  coast,
  coastFacts,
  hold,
  holdRole,
  nameRole,
  nameSubject,
  placeScope,
  referTo,
} from "./testing/coast.ts";

const facts = new Map([[coast, coastFacts]]);
const at = "2027-03-01T00:00:00Z";

function compare(before: readonly Statement[], after: readonly Statement[]) {
  return compareRights(buildGraph(before, facts), buildGraph(after, facts));
}

const keys = (changes: readonly RightChange[]) => keysOf(changes.map(({ right }) => right));

describe("a difference of rights", () => {
  it("is mirrored when it is read backwards", () => {
    fc.assert(
      fc.property(limitedWorld, limitedWorld, (one, other) => {
        const there = compare(one, other);
        const back = compare(other, one);
        const mirrored = back.subjects.map(({ before, after, gained, mayGain, lost, mayLose, isReplaced }) => ({
          isReplaced,
          before: after,
          after: before,
          gained: lost,
          mayGain: mayLose,
          lost: gained,
          mayLose: mayGain,
        }));
        expect(mirrored).toEqual(there.subjects);
      }),
    );
  });

  it("holds for certain at most what may be", () => {
    fc.assert(
      fc.property(limitedWorld, limitedWorld, (one, other) => {
        for (const { gained, mayGain, lost, mayLose } of compare(one, other).subjects) {
          expect(keys(mayGain)).toEqual(expect.arrayContaining([...keys(gained)]));
          expect(keys(mayLose)).toEqual(expect.arrayContaining([...keys(lost)]));
        }
      }),
    );
  });

  it("to itself is certain of nothing", () => {
    fc.assert(
      fc.property(limitedWorld, (statements) => {
        for (const { gained, lost } of compare(statements, statements).subjects)
          expect([...gained, ...lost]).toEqual([]);
      }),
    );
  });

  it("never narrows by a further statement", () => {
    fc.assert(
      fc.property(world, addition, (statements, further) => {
        const { subjects } = compare(statements, [...statements, further]);
        const lost = subjects.flatMap((one) => one.lost).filter(({ right }) => right.atom.kind !== "opaque");
        expect(lost).toEqual([]);
      }),
    );
  });
});

const ann = referTo("principal", "ann");
const people = [nameSubject("account", "ann")];
const may = (...texts: readonly string[]): Statement =>
  hold(ann, { kind: "permissions", permissions: allow(...texts) });

describe("a verdict", () => {
  const pier = referTo("scope", "pier/north");
  it.each([
    {
      name: "one more right",
      before: [may("light lamp")],
      after: [may("light lamp", "open gate")],
      verdict: "broadens",
    },
    {
      name: "one less right",
      before: [may("light lamp", "open gate")],
      after: [may("light lamp")],
      verdict: "narrows",
    },
    { name: "another right", before: [may("light lamp")], after: [may("open gate")], verdict: "both" },
    {
      name: "the same in two statements",
      before: [may("light lamp", "open gate")],
      after: [may("light lamp"), may("open gate")],
      verdict: "neither",
    },
    {
      name: "the same through a role",
      before: [may("light lamp")],
      after: [nameRole("r1", "light lamp"), holdRole("ann", "r1")],
      verdict: "neither",
    },
    {
      name: "a wildcard that becomes all it lists",
      before: [may("all lamp")],
      after: [may("light lamp", "open lamp", "watch lamp")],
      verdict: "neither",
    },
    {
      name: "a list that becomes the wildcard: also whatever the vendor adds",
      before: [may("light lamp", "open lamp", "watch lamp")],
      after: [may("all lamp")],
      verdict: "broadens",
    },
    {
      name: "every selector that becomes one",
      before: [may("light lamp")],
      after: [may("light lamp a")],
      verdict: "narrows",
    },
    {
      name: "a role that is not known yet",
      before: [may("light lamp")],
      after: [may("light lamp"), hold(ann, { kind: "role", role: { account: coast, space: "role", kind: "unknown" } })],
      verdict: "broadens",
    },
    {
      name: "a role that nobody listed, twice",
      before: [holdRole("ann", "r9")],
      after: [holdRole("ann", "r9")],
      verdict: "neither",
    },
    {
      name: "a scope that is limited",
      before: [may("light lamp"), ...placeScope("pier/north")],
      after: [may("light lamp"), ...placeScope("pier/north"), { kind: "limit", scope: pier, cause } as const],
      verdict: "narrows",
    },
    {
      name: "a limit that is lifted",
      before: [may("light lamp"), ...placeScope("pier/north"), { kind: "limit", scope: pier, cause } as const],
      after: [may("light lamp"), ...placeScope("pier/north")],
      verdict: "broadens",
    },
    { name: "a new subject without rights", before: [], after: [nameSubject("group", "dock")], verdict: "neither" },
  ])("of $name: $verdict", ({ before, after, verdict }) => {
    expect(compare([...people, ...before], [...people, ...after]).verdict).toBe(verdict);
  });

  it("reads an account that is replaced as one, and says so", () => {
    const named = (id: string): Statement => {
      const is = [
        referTo("principal", id),
        { account: coast, space: "principal", kind: "address", text: "account.ann" } as const,
      ];
      return { kind: "subject", is, as: "account", name: "ann", cause };
    };
    const holdAs = (id: string): Statement =>
      hold(referTo("principal", id), { kind: "permissions", permissions: allow("light lamp") });
    const { verdict, subjects } = compare(
      [named("old"), holdAs("old")],
      [named("new"), may("open gate"), holdAs("new")],
    );
    expect(verdict).toBe("neither");
    expect(subjects).toEqual([]);
    const more = hold(referTo("principal", "new"), { kind: "permissions", permissions: allow("open gate") });
    expect(compare([named("old"), holdAs("old")], [named("new"), holdAs("new"), more]).subjects).toMatchObject([
      { isReplaced: true, gained: [{ right: { atom: { action: "open" } } }], lost: [] },
    ]);
  });

  it("follows moves", () => {
    const at = (text: string): Statement => {
      return {
        kind: "subject",
        is: [{ account: coast, space: "principal", kind: "address", text }],
        as: "account",
        name: null,
        cause,
      };
    };
    const before = buildGraph([at("a.one")], facts);
    const after = buildGraph([at("a.two")], facts);
    expect(matchNodes(before, after).toAfter.size).toBe(0);
    expect(matchNodes(before, after, new Map([["a.two", "a.one"]])).toAfter.size).toBe(1);
  });
});

const plain: Credential = {
  subject: ann,
  id: "k1",
  name: "deploy",
  form: "key",
  expiresAt: "2027-06-01T00:00:00Z",
  audience: ["age1a", "age1b"],
  isSealed: true,
  overlap: "1h",
  hasSecret: true,
};

function key(changed: Partial<Credential> = {}): Statement {
  return { kind: "credential", ...plain, ...changed, cause };
}

describe("what broadens beside rights", () => {
  const told = (before: readonly Statement[], after: readonly Statement[]) => {
    const base = [...people, may("light lamp")];
    return findDifference(buildGraph([...base, ...before], facts), buildGraph([...base, ...after], facts), { at });
  };

  it.each([
    { name: "a key that is made", before: [], after: key(), kinds: ["keyMade"] },
    {
      name: "a key that is expired when made",
      before: [],
      after: key({ expiresAt: "2027-01-01T00:00:00Z" }),
      kinds: [],
    },
    {
      name: "a longer key",
      before: [key()],
      after: key({ expiresAt: "2027-07-01T00:00:00Z" }),
      kinds: ["keyLengthened"],
    },
    { name: "a shorter key", before: [key()], after: key({ expiresAt: "2027-05-01T00:00:00Z" }), kinds: [] },
    {
      name: "an expired key that works again",
      before: [key({ expiresAt: "2027-02-01T00:00:00Z" })],
      after: key(),
      kinds: ["keyRevived"],
    },
    { name: "a key without end", before: [key()], after: key({ expiresAt: null }), kinds: ["keyEternal"] },
    {
      name: "an end that is not known yet",
      before: [key()],
      after: key({ expiresAt: unknown }),
      kinds: ["keyLengthened"],
    },
    {
      name: "another audience",
      before: [key()],
      after: key({ audience: ["age1a", "age1c"] }),
      kinds: ["otherAudience"],
    },
    { name: "a smaller audience", before: [key()], after: key({ audience: ["age1b"] }), kinds: [] },
    { name: "a secret in clear", before: [key()], after: key({ audience: null }), kinds: ["otherAudience"] },
    { name: "a longer overlap", before: [key()], after: key({ overlap: "90m" }), kinds: ["longerOverlap"] },
    { name: "an activation token", before: [], after: key({ form: "activation" }), kinds: ["activationToken"] },
    { name: "an old key that retires", before: [key()], after: key({ form: "retiring" }), kinds: [] },
  ])("is $name: $kinds", ({ before, after, kinds }) => {
    const { broadenings, verdict } = told(before, [after]);
    expect(broadenings.map(({ kind }) => kind)).toEqual(kinds);
    expect(verdict).toBe(kinds.length === 0 ? "neither" : "broadens");
  });

  it("names a rotation, which is no broadening where account, audience and lifetime stay", () => {
    const same = told([key()], [key({ id: unknown })]);
    expect(same).toMatchObject({
      verdict: "neither",
      broadenings: [],
      rotations: [{ credential: { name: "deploy" } }],
    });
    const wider = told([key()], [key({ id: "k2", audience: null })]);
    expect(wider).toMatchObject({ verdict: "broadens", rotations: [] });
  });

  it("takes keys of one name for what they are by their ids", () => {
    const two = [key({ id: "k1" }), key({ id: "k2" })];
    expect(told(two, two)).toMatchObject({ verdict: "neither", broadenings: [], rotations: [] });
    expect(told(two, two.toReversed())).toMatchObject({ verdict: "neither", rotations: [] });
    expect(told(two, [key({ id: "k2" })])).toMatchObject({ verdict: "neither", rotations: [] });
    expect(told([key({ id: "k1" })], two).broadenings).toMatchObject([{ kind: "keyMade", credential: { id: "k2" } }]);
    const rotated = told(two, [key({ id: "k1" }), key({ id: "k3" })]);
    expect(rotated).toMatchObject({ broadenings: [], rotations: [{ credential: { id: "k3" } }] });
  });

  it("is an imported key: a later rotation makes a secret of it", () => {
    const imported: Statement = { kind: "credential", ...plain, cause: { ...cause, happening: "imported" } };
    expect(told([], [imported]).broadenings).toMatchObject([{ kind: "importedKey" }]);
  });

  it("is an account with rights and no key, and an invited member", () => {
    const ben = referTo("principal", "ben");
    const after: readonly Statement[] = [
      nameSubject("account", "ben"),
      hold(ben, { kind: "permissions", permissions: allow("open gate") }),
      nameSubject("member", "dee"),
    ];
    expect(told([], after).broadenings.map(({ kind }) => kind)).toEqual(["accountWithoutKey", "memberInvited"]);
  });

  it("is a mapped group that gives more than the default, and a mapping to any role", () => {
    const [rest, pilots, cooks] = ["rest", "pilots", "cooks"].map((name) => referTo("idpGroup", name));
    if (rest === undefined || pilots === undefined || cooks === undefined) throw new Error("three groups");
    const mapped: readonly Statement[] = [
      nameSubject("everyoneElse", "rest"),
      nameSubject("idpGroup", "pilots"),
      nameSubject("idpGroup", "cooks"),
      hold(rest, { kind: "permissions", permissions: allow("light lamp") }),
      hold(pilots, { kind: "permissions", permissions: allow("open gate") }),
      hold(cooks, { kind: "permissions", permissions: allow("light lamp") }),
      { kind: "firstMatch", subjects: [pilots, cooks], otherwise: rest, cause },
    ];
    const found = told([], mapped).broadenings;
    expect(found).toMatchObject([{ kind: "mappedAboveDefault", subject: expect.stringContaining("pilots") as string }]);
    const any: Statement = { ...hold(rest, { kind: "anyRole" }), cause: { ...cause, attribute: "useRoleAttribute" } };
    expect(told(mapped, [...mapped, any]).broadenings).toMatchObject([{ kind: "anyRoleMapped" }]);
  });
});
