import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coversTogether } from "#access/graph/covering.ts";
import { findEffectiveRights } from "#access/graph/effective.ts";
import { buildGraph, type Graph } from "#access/graph/graph.ts";
import { findAnswer, listSubjects, nameNodeOf } from "#access/graph/questions.ts";
import { limitedWorld } from "#access/graph/testing/arbitraries.ts";
import { coast, coastFacts } from "#access/graph/testing/coast.ts";
import { keyOfRight, type Right } from "#access/model/statements/right.ts";
import type { Statement } from "#access/model/statements/statement.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { encodeAccount, encodeNode, encodePart, encodeRight } from "./identifiers.ts";
import { findImpliedRights } from "./implied-rights.ts";
import { exportFormats } from "./registry.gen.ts";
import { type CedarExport, readCedar, readStore, readTable, type Tuple, writeExport } from "./testing/readers.ts";

const account = JSON.stringify([coast, "https://coast.example.com", null]);

/** The tests' world, in an account with a key as sources make it. */
function place<T>(value: T): T {
  if (value === (coast as unknown)) return account as T;
  if (typeof value !== "object" || value === null || isUnknown(value)) return value;
  if (Array.isArray(value)) return value.map(place) as T;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, place(part as unknown)])) as T;
}

function build(statements: readonly Statement[]): Graph {
  return buildGraph(place(statements), new Map([[account, coastFacts]]));
}

interface Question {
  readonly subject: string;
  readonly right: Right;
  /** As `can` answers: certainly, and at most. */
  readonly isCertain: boolean;
  readonly isPossible: boolean;
}

/** Every right that somebody has anywhere, asked about everybody. */
function listQuestions(graph: Graph): readonly Question[] {
  const { rights } = findImpliedRights(graph);
  return listSubjects(graph).flatMap((subject) =>
    [...rights.values()].map((right) => {
      const answer = findAnswer(graph, { subject, atom: right.atom, scope: right.scope });
      const isCertain = answer.kind === "yes";
      return {
        subject,
        right,
        isCertain,
        isPossible: isCertain || (answer.kind === "unknown" && answer.through.length > 0),
      };
    }),
  );
}

const cedarTypes: { readonly [kind: string]: string } = { account: "ServiceAccount", group: "Group" };

/** Parses once for all questions. */
function openCedar({ policies, schema, entities }: CedarExport, graph: Graph) {
  const prepared = "export";
  expect(cedar.preparsePolicySet(prepared, { staticPolicies: policies })).toMatchObject({ type: "success" });
  expect(cedar.preparseSchema(prepared, schema)).toMatchObject({ type: "success" });
  return ({ subject, right }: Question, prefix: string): boolean => {
    const { atom, scope } = right;
    const at = scope === null ? "account" : `in/${encodeNode(graph, scope)}`;
    const id =
      atom.kind === "act"
        ? `${encodeAccount(account)}/object/${encodePart(atom.resource)}/${encodePart(atom.selector)}/${at}`
        : encodeRight(right, graph);
    const action = atom.kind === "act" ? `${encodePart(atom.action)}/${encodePart(atom.resource)}` : "hold";
    const kind = cedarTypes[graph.nodes.get(subject)?.as ?? ""] ?? "";
    const answer = cedar.statefulIsAuthorized({
      principal: { type: `Latchkey::${kind}`, id: `${encodeAccount(account)}/${encodeNode(graph, subject)}` },
      action: { type: "Latchkey::Action", id: `${prefix}${action}` },
      resource: { type: "Latchkey::Object", id },
      context: {},
      preparsedSchemaName: prepared,
      validateRequest: true,
      preparsedPolicySetId: prepared,
      entities,
    });
    if (answer.type === "failure") throw new Error(JSON.stringify(answer.errors));
    expect(answer.response.diagnostics.errors).toEqual([]);
    return answer.response.decision === "allow";
  };
}

/** As OpenFGA resolves the model, which has only usersets and `or`. */
function checkTuples(tuples: readonly Tuple[], { user, relation, object }: Tuple): boolean {
  const wanted = new Set([`${object}#${relation}`]);
  if (relation === "possible_holder") wanted.add(`${object}#holder`);
  for (const one of wanted) {
    for (const tuple of tuples) {
      if (`${tuple.object}#${tuple.relation}` !== one) continue;
      if (tuple.user === user) return true;
      wanted.add(tuple.user);
      if (tuple.user.endsWith("#possible_holder")) wanted.add(tuple.user.replace("#possible_holder", "#holder"));
    }
  }
  return false;
}

describe("any small world", () => {
  it("is authorized by Cedar as `can` answers", () => {
    const seen = { yes: 0, no: 0 };
    const check = fc.property(limitedWorld, (statements) => {
      const graph = build(statements);
      const isAllowed = openCedar(readCedar(writeExport("cedar", graph)), graph);
      for (const question of listQuestions(graph).slice(0, 30)) {
        const isCertain = isAllowed(question, "");
        const isPossible = isAllowed(question, "possibly/");
        expect([question.right, isCertain, isPossible || isCertain]).toEqual([
          question.right,
          question.isCertain,
          question.isPossible,
        ]);
        seen[isCertain ? "yes" : "no"] += 1;
      }
    });
    fc.assert(check, { numRuns: 12 });
    expect([seen.yes > 10, seen.no > 10]).toEqual([true, true]);
  }, 120_000);

  it("is in tuples of OpenFGA what `can` answers", () => {
    let count = 0;
    const check = fc.property(limitedWorld, (statements) => {
      const graph = build(statements);
      const tuples = readStore(writeExport("openfga", graph));
      for (const question of listQuestions(graph)) {
        const node = graph.nodes.get(question.subject);
        const type = node?.as === "group" ? "group" : "service_account";
        const user = `${type}:${encodeAccount(account)}/${encodeNode(graph, question.subject)}`;
        const object = `right:${encodeRight(question.right, graph)}`;
        const answers = ["holder", "possible_holder"].map((relation) =>
          checkTuples(tuples, { user, relation, object }),
        );
        expect([question.right, ...answers]).toEqual([question.right, question.isCertain, question.isPossible]);
        count += 1;
      }
    });
    fc.assert(check, { numRuns: 20 });
    expect(count).toBeGreaterThan(100);
  }, 120_000);

  it("is in CSV one row for each right, and says which of them are certain", () => {
    fc.assert(
      fc.property(limitedWorld, (statements) => {
        const graph = build(statements);
        const rows = readTable(writeExport("csv", graph));
        const told = rows.map(({ subject, certain }) => `${subject} ${certain}`).toSorted();
        const held = listSubjects(graph).flatMap((subject) => {
          const { lower, upper } = findEffectiveRights(graph, subject);
          const sure = new Set(lower.map(keyOfRight));
          return upper.map((one) => `${nameNodeOf(graph, subject)} ${sure.has(keyOfRight(one)) ? "yes" : "no"}`);
        });
        expect(told).toEqual(held.toSorted());
      }),
    );
  });

  it("does not depend on the order in which things are said", () => {
    const check = fc.property(
      limitedWorld.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length }))),
      ([one, other]) => {
        for (const { name } of exportFormats)
          expect(writeExport(name, build(other))).toBe(writeExport(name, build(one)));
      },
    );
    fc.assert(check, { numRuns: 20 });
  });

  it("says everything that follows, in steps and without circles", () => {
    const check = fc.property(limitedWorld, (statements) => {
      const graph = build(statements);
      const { rights, lower } = findImpliedRights(graph);
      const follow = (key: string): ReadonlySet<string> => {
        const reached = new Set([key]);
        for (const one of reached) for (const next of lower.implied.get(one) ?? []) reached.add(next);
        return reached;
      };
      for (const [key, held] of rights) {
        if (!lower.implied.has(key)) continue;
        const reached = follow(key);
        for (const next of lower.implied.get(key) ?? []) expect(follow(next).has(key)).toBe(false);
        const covered = [...rights].filter(([, wanted]) => coversTogether([held], wanted, { graph, bound: "lower" }));
        expect(covered.map(([other]) => other).filter((other) => !reached.has(other))).toEqual([]);
      }
    });
    fc.assert(check, { numRuns: 20 });
  });
});

it.each(exportFormats)("$name: a world without rights is still a file", ({ name }) => {
  const text = writeExport(name, build([]));
  if (name === "openfga") expect(readStore(text)).toEqual([]);
  if (name === "cedar") expect(readCedar(text).policies).not.toContain("permit (");
  if (name === "csv") expect(readTable(text)).toEqual([]);
  expect(text.endsWith("\n")).toBe(true);
});
