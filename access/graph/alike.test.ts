import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyOfRight } from "../model/statements/right.ts";
import { type ExactRef, keyOfRef, type Ref } from "../model/statements/ref.ts";
import type { Statement } from "../model/statements/statement.ts";
import { AlikeSubjects } from "./alike.ts";
import { findNode, buildGraph } from "./graph.ts";
import { findReach } from "./reach.ts";
import { listSubjects } from "./questions.ts";
import { limitedWorld } from "./testing/arbitraries.ts";
import { holdRole, nameRole, nameSubject, referTo } from "./testing/coast.ts";
import { listFacts, morePowers } from "./testing/coast-powers.ts";

const facts = listFacts(morePowers);

const ann = referTo("principal", "ann");

/** What is said of ann, said of another one. */
function sayOf(twin: ExactRef, statement: Statement): Statement {
  const change = (ref: Ref): Ref => (ref.kind === "id" && keyOfRef(ref) === keyOfRef(ann) ? twin : ref);
  if (statement.kind === "subject") return { ...statement, is: [twin], name: twin.text };
  return "subject" in statement && statement.subject !== null
    ? { ...statement, subject: change(statement.subject) }
    : statement;
}

function isOfAnn(statement: Statement): boolean {
  const refs = statement.kind === "subject" ? statement.is : "subject" in statement ? [statement.subject] : [];
  return refs.some((ref) => ref?.kind === "id" && keyOfRef(ref) === keyOfRef(ann));
}

const twins = ["dan", "eve"].map((name) => referTo("principal", name));

const permission = fc.constantFrom(
  "watch gate",
  "open gate",
  "light lamp",
  "open gate ben",
  "light gate",
  "light lamp ops",
);
const roles = fc.array(
  fc
    .record({ name: fc.constantFrom("r1", "r2", "r3"), all: fc.array(permission, { minLength: 1, maxLength: 3 }) })
    .map(({ name, all }) => nameRole(name, ...all)),
  { maxLength: 3 },
);

const world = fc.tuple(limitedWorld, roles, permission).map(([statements, more, one]) => {
  const leading = nameRole("lead", "light gate", one);
  const all = [...statements, ...more, leading, nameSubject("account", "ann"), holdRole("ann", "lead")];
  return [...all, ...twins.flatMap((twin) => all.filter(isOfAnn).map((one) => sayOf(twin, one)))];
});

describe("subjects that are alike", () => {
  it("come to the same by chains of the same length", () => {
    let compared = 0;
    let reaching = 0;
    fc.assert(
      fc.property(world, (said) => {
        const graph = buildGraph(said, facts);
        const alike = new AlikeSubjects(graph);
        const groups = new Map<string, string[]>();
        for (const id of listSubjects(graph)) {
          const key = alike.keyOf(id);
          groups.set(key, [...(groups.get(key) ?? []), id]);
        }
        for (const [first = "", ...others] of groups.values()) {
          const tell = (id: string): unknown =>
            findReach(graph, id).rights.map((right) => [keyOfRight(right), right.chain.length]);
          const expected = tell(first);
          compared += others.length;
          if (others.length > 0 && findReach(graph, first).rights.length > 0) reaching += 1;
          for (const other of others) expect(tell(other)).toEqual(expected);
        }
      }),
      { numRuns: 60 },
    );
    expect(compared).toBeGreaterThan(40);
    expect(reaching).toBeGreaterThan(0);
  });

  it("are not alike where a right is on one of them, or one holds more", () => {
    const said = [
      ...["ann", "ben", "cai"].map((name) => nameSubject("account", name)),
      nameRole("r1", "open gate ben"),
    ];
    const graph = buildGraph([...said, ...["ann", "ben", "cai"].map((name) => holdRole(name, "r1"))], facts);
    const alike = new AlikeSubjects(graph);
    const keyOf = (name: string): string => alike.keyOf(findNode(graph, referTo("principal", name)) ?? "");
    expect(keyOf("ann")).toBe(keyOf("cai"));
    expect(keyOf("ben")).not.toBe(keyOf("ann"));

    const more = buildGraph([...graph.statements, nameRole("r2", "light lamp"), holdRole("cai", "r2")], facts);
    const now = new AlikeSubjects(more);
    expect(now.keyOf(findNode(more, referTo("principal", "cai")) ?? "")).not.toBe(
      now.keyOf(findNode(more, referTo("principal", "ann")) ?? ""),
    );
  });
});
