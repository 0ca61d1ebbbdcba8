import { transformer, validator } from "@openfga/syntax-transformer";
import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import { parse as parseCsv } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { coversTogether } from "#access/graph/covering.ts";
import { findEffectiveRights } from "#access/graph/effective.ts";
import { buildGraph, type Graph } from "#access/graph/graph.ts";
import { findAnswer, listSubjects, nameNodeOf } from "#access/graph/questions.ts";
import { limitedWorld } from "#access/graph/testing/arbitraries.ts";
import { coast, coastFacts } from "#access/graph/testing/coast.ts";
import { keyOfRight, type Right } from "#access/model/statements/right.ts";
import type { Statement } from "#access/model/statements/statement.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { createAccount, createKey, createRole, permit } from "../findings/example-objects.ts";
import { openExample } from "../testing/examples.ts";
import { hostileNames } from "../testing/reports.ts";
import { exportFormats } from "./registry.gen.ts";
import { encodeAccount, encodeNode, encodeRight, encodeText } from "./identifiers.ts";
import { findImpliedRights } from "./implied-rights.ts";

// The tools' own parsers read what is written: a text that only looks right fails here.

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

function write(name: string, graph: Graph, blind: readonly string[] = []): string {
  const format = exportFormats.find((one) => one.name === name);
  if (format === undefined) throw new Error(`there is no ${name}`);
  return format.write({ graph, blind, assumptions: [] });
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

interface CedarExport {
  readonly policies: string;
  readonly schema: string;
  readonly entities: cedar.Entities;
}

function readCedar(text: string): CedarExport {
  const exported = JSON.parse(text) as CedarExport;
  const { policies, schema, entities } = exported;
  expect(cedar.checkParsePolicySet({ staticPolicies: policies })).toMatchObject({ type: "success" });
  expect(cedar.checkParseSchema(schema)).toMatchObject({ type: "success" });
  expect(cedar.checkParseEntities({ entities, schema })).toMatchObject({ type: "success" });
  const validated = cedar.validate({
    validationSettings: { mode: "strict" },
    schema,
    policies: { staticPolicies: policies },
  });
  expect(validated).toMatchObject({ type: "success", validationErrors: [] });
  return exported;
}

const cedarTypes: { readonly [kind: string]: string } = { account: "ServiceAccount", group: "Group" };

function askCedar(
  { policies, schema, entities }: CedarExport,
  graph: Graph,
  { subject, right }: Question,
  prefix: string,
) {
  const { atom, scope } = right;
  const at = scope === null ? "account" : `in/${encodeNode(graph, scope)}`;
  const id =
    atom.kind === "act"
      ? `${encodeAccount(account)}/object/${encodeText(atom.resource)}/${encodeText(atom.selector)}/${at}`
      : encodeRight(right, graph);
  const action = atom.kind === "act" ? `${encodeText(atom.action)}/${encodeText(atom.resource)}` : "hold";
  const kind = cedarTypes[graph.nodes.get(subject)?.as ?? ""] ?? "";
  const answer = cedar.isAuthorized({
    principal: { type: `Latchkey::${kind}`, id: `${encodeAccount(account)}/${encodeNode(graph, subject)}` },
    action: { type: "Latchkey::Action", id: `${prefix}${action}` },
    resource: { type: "Latchkey::Object", id },
    context: {},
    schema,
    validateRequest: true,
    policies: { staticPolicies: policies },
    entities,
  });
  if (answer.type === "failure") throw new Error(JSON.stringify(answer.errors));
  expect(answer.response.diagnostics.errors).toEqual([]);
  return answer.response.decision === "allow";
}

interface Tuple {
  readonly user: string;
  readonly relation: string;
  readonly object: string;
}

function readStore(text: string): readonly Tuple[] {
  const store = parseYaml(text) as { readonly name: string; readonly model: string; readonly tuples: readonly Tuple[] };
  validator.validateDSL(store.model);
  expect(transformer.transformDSLToJSONObject(store.model)).toMatchObject({ schema_version: "1.1" });
  const validate = validator.YamlStoreValidator();
  const isValid = validate.call({ jsonModel: transformer.transformDSLToJSONObject(store.model) }, store);
  expect([isValid, validate.errors ?? []]).toEqual([true, []]);
  for (const { user, relation, object } of store.tuples) {
    expect([user, validator.Validator.user(user)]).toEqual([user, true]);
    expect([object, validator.Validator.object(object)]).toEqual([object, true]);
    expect(validator.Validator.relation(relation)).toBe(true);
    expect(Math.max(object.length, user.replace(/#.*/, "").length)).toBeLessThanOrEqual(256);
  }
  return store.tuples;
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
      const exported = readCedar(write("cedar", graph));
      for (const question of listQuestions(graph).slice(0, 40)) {
        const isCertain = askCedar(exported, graph, question, "");
        const isPossible = askCedar(exported, graph, question, "possibly/");
        expect([question.right, isCertain, isPossible || isCertain]).toEqual([
          question.right,
          question.isCertain,
          question.isPossible,
        ]);
        seen[isCertain ? "yes" : "no"] += 1;
      }
    });
    fc.assert(check, { numRuns: 40 });
    expect([seen.yes > 50, seen.no > 50]).toEqual([true, true]);
  }, 120_000);

  it("is in tuples of OpenFGA what `can` answers", () => {
    let count = 0;
    const check = fc.property(limitedWorld, (statements) => {
      const graph = build(statements);
      const tuples = readStore(write("openfga", graph));
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
    fc.assert(check, { numRuns: 60 });
    expect(count).toBeGreaterThan(500);
  }, 120_000);

  it("is in CSV one row for each right, and says which of them are certain", () => {
    fc.assert(
      fc.property(limitedWorld, (statements) => {
        const graph = build(statements);
        const rows = readTable(write("csv", graph));
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
        for (const { name } of exportFormats) expect(write(name, build(other))).toBe(write(name, build(one)));
      },
    );
    fc.assert(check, { numRuns: 50 });
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
    fc.assert(check, { numRuns: 60 });
  });
});

function readTable(text: string): readonly Record<string, string>[] {
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  return parseCsv(text, { columns: true, record_delimiter: "\r\n", relax_quotes: false }) as Record<string, string>[];
}

/** What the name of a cell was, from the cell. */
function readCell(cell: string): string {
  const text = cell.startsWith("'") ? cell.slice(1) : cell;
  return text.replaceAll(/\\\\|\\u\{([0-9a-f]+)\}/g, (all, code: string | undefined) => {
    return code === undefined ? "\\" : String.fromCodePoint(Number.parseInt(code, 16));
  });
}

function decodeText(encoded: string): string {
  if (encoded === "+") return "";
  const parts = encoded.match(/(?:\+[0-9A-F]{2})+|\+u[0-9A-F]{4}|[^+]/g) ?? [];
  return parts
    .map((part) => {
      if (part.startsWith("+u")) return String.fromCharCode(Number.parseInt(part.slice(2), 16));
      return part.startsWith("+") ? Buffer.from(part.replaceAll("+", ""), "hex").toString("utf8") : part;
    })
    .join("");
}

const canary = "canary-secret-4711";

/** Accounts with these names, which all hold a role, and a key with a secret. */
function openNames(names: readonly string[]) {
  const role = createRole("reader", permit("read", "dashboard"));
  const accounts = names.map((name, at) => {
    const object = createAccount("ferry");
    return {
      ...object,
      address: `access_service_account.n${at}`,
      state: { id: `a-${at}`, name, roleIds: ["role-reader"] },
    };
  });
  const key = createKey("ferry", { serviceAccountId: "a-0", secret: canary });
  return openExample({ vendor: "signoz", says: "", before: [], after: [role, ...accounts, key] });
}

describe("hostile names", () => {
  it("in a table come back as they were, and no program evaluates or obeys them", () => {
    const formulas = [
      "=HYPERLINK(1)",
      "+1",
      "-1",
      "@SUM(1)",
      "\tx",
      "\rx",
      "＝1",
      "'quoted",
      '"',
      "a,b",
      " x ",
      "\\u{1b}",
      "\\",
    ];
    const names = [...hostileNames, ...formulas];
    const { after } = openNames(names);
    const text = write("csv", after.graph);
    const rows = readTable(text);
    expect(rows.map(({ subject = "" }) => readCell(subject)).toSorted()).toEqual(names.toSorted());
    for (const cell of rows.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
    expect(text).not.toMatch(/##\[|^::|\u001B|\u202E/m);
  });

  it.each(hostileNames.map((name) => ({ name })))("are no syntax to any tool: $name", ({ name }) => {
    const { after, blind } = openNames([name]);
    const graph = after.graph;
    readStore(write("openfga", graph, [...blind, name]));
    readCedar(write("cedar", graph, [...blind, name]));
    for (const form of ["openfga", "cedar"]) {
      expect(write(form, graph, [name])).not.toMatch(/##\[|^\s*::|\u001B|\u202E/m);
    }
  });

  it("and ids are reversible in identifiers, which have only characters that every tool takes", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("", "+", "\uD800x", "a/b", "*")), (text) => {
        const encoded = encodeText(text);
        expect(encoded).toMatch(/^[A-Za-z0-9_.+-]+$/);
        expect(decodeText(encoded)).toBe(text);
      }),
    );
  });

  it("that are too long for OpenFGA are cut to a digest, and the file says of what", () => {
    const { after } = openExample({
      vendor: "signoz",
      says: "",
      before: [],
      after: [
        createRole("reader", ...[{ action: "read", resource: "dashboard", selectors: ["x".repeat(300)] }]),
        { ...createAccount("ferry"), state: { id: "a-1", name: "ferry", roleIds: ["role-reader"] } },
      ],
    });
    const text = write("openfga", after.graph);
    expect(readStore(text).some(({ object }) => /^right:\+sha256\/[0-9a-f]{64}$/.test(object))).toBe(true);
    expect(text).toMatch(/^# right:\+sha256\/[0-9a-f]{64} stands for .*x{300}/m);
  });
});

it.each(exportFormats)("$name: holds no secret", ({ name }) => {
  const { after } = openNames(["ferry"]);
  const text = write(name, after.graph);
  expect(text).toContain("ferry");
  expect(text).not.toContain(canary);
});

it.each(exportFormats)("$name: a world without rights is still a file", ({ name }) => {
  const text = write(name, build([]));
  if (name === "openfga") expect(readStore(text)).toEqual([]);
  if (name === "cedar") expect(readCedar(text).policies).not.toContain("permit (");
  if (name === "csv") expect(readTable(text)).toEqual([]);
  expect(text.endsWith("\n")).toBe(true);
});
