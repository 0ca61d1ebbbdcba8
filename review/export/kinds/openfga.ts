import type { SubjectKind } from "#access/model/statements/statement.ts";
import { describeSubject, listNotes, quoteComment } from "../comments.ts";
import type { ExportedAccess, ExportFormat } from "../definition.ts";
import { digestText, encodeAccount, encodeNode, encodeRight } from "../identifiers.ts";
import { findImpliedRights, type ImpliedRights, type RightsOfBound } from "../implied-rights.ts";

const types: { readonly [kind in SubjectKind]: string } = {
  account: "service_account",
  member: "member",
  group: "group",
  idpGroup: "idp_group",
  everyoneElse: "everyone_else",
};

const relations = { lower: "holder", upper: "possible_holder" } as const;

const typeNames = Object.values(types);

/** The DSL of schema 1.1: https://openfga.dev/docs/configuration-language */
const model = [
  "model",
  "  schema 1.1",
  "",
  ...typeNames.map((type) => `type ${type}`),
  "",
  "type right",
  "  relations",
  `    define ${relations.lower}: [${[...typeNames, `right#${relations.lower}`].join(", ")}]`,
  `    define ${relations.upper}: [${[...typeNames, `right#${relations.upper}`].join(", ")}] or ${relations.lower}`,
];

// Of an object and its type together: openfga/v1/openfga.proto.
const longest = 256;

interface Tuple {
  readonly user: string;
  readonly relation: string;
  readonly object: string;
}

/** Names what is in the model, and remembers what had to be cut. */
class Namer {
  readonly #access: ExportedAccess;
  readonly #rights: ImpliedRights["rights"];
  readonly #cut = new Map<string, string>();

  constructor(access: ExportedAccess, { rights }: ImpliedRights) {
    this.#access = access;
    this.#rights = rights;
  }

  #write(type: string, id: string): string {
    const object = `${type}:${id}`;
    if (object.length <= longest) return object;
    const cut = `${type}:${digestText(id)}`;
    this.#cut.set(cut, id);
    return cut;
  }

  nameSubject(subject: string): string {
    const { graph } = this.#access;
    const node = graph.nodes.get(subject);
    const id = `${encodeAccount(node?.account ?? "[]")}/${encodeNode(graph, subject)}`;
    return this.#write(types[node?.as ?? "account"], id);
  }

  nameRight(key: string): string {
    const right = this.#rights.get(key);
    if (right === undefined) throw new Error("a right that nobody has was named");
    return this.#write("right", encodeRight(right, this.#access.graph));
  }

  /** What stands in place of longer identifiers, a line each. */
  listCut(): readonly string[] {
    return [...this.#cut].map(([cut, id]) => `${cut} stands for ${id}`).toSorted();
  }
}

function listTuples({ holders, implied }: RightsOfBound, relation: string, namer: Namer): readonly Tuple[] {
  const held = [...holders].flatMap(([key, subjects]) => {
    return subjects.map((one): Tuple => ({ user: namer.nameSubject(one), relation, object: namer.nameRight(key) }));
  });
  const followed = [...implied].flatMap(([key, all]) => {
    const user = `${namer.nameRight(key)}#${relation}`;
    return all.map((one): Tuple => ({ user, relation, object: namer.nameRight(one) }));
  });
  return [...held, ...followed];
}

function keyOfTuple({ object, relation, user }: Tuple): string {
  return `${object} ${relation} ${user}`;
}

/** What certainly holds is possible by the model, and is not said twice. */
function listAllTuples(rights: ImpliedRights, namer: Namer): readonly Tuple[] {
  const certain = listTuples(rights.lower, relations.lower, namer);
  const known = new Set(certain.map((one) => keyOfTuple({ ...one, user: one.user.replace(/#.*/, "") })));
  const possible = listTuples(rights.upper, relations.upper, namer).filter((one) => {
    return one.user.includes("#") || !known.has(keyOfTuple({ ...one, relation: relations.lower }));
  });
  return [...certain, ...possible].toSorted((a, b) => (keyOfTuple(a) < keyOfTuple(b) ? -1 : 1));
}

function writeTuple({ user, relation, object }: Tuple): readonly string[] {
  return [`  - user: "${user}"`, `    relation: ${relation}`, `    object: "${object}"`];
}

/** A store file of the `fga` command: https://openfga.dev/docs/modeling/store-file-format */
function write(access: ExportedAccess): string {
  const rights = findImpliedRights(access.graph);
  const namer = new Namer(access, rights);
  const tuples = listAllTuples(rights, namer);
  const subjects = rights.subjects.map((one) => `${namer.nameSubject(one)} is ${describeSubject(access.graph, one)}`);
  const comments = [
    "Who may do what, as latchkey review --export openfga wrote it. In identifiers, +XX is a byte of UTF-8.",
    `${relations.lower}: certainly. ${relations.upper}: at most; what is not known is in this one alone.`,
    ...listNotes(access),
    ...subjects.toSorted(),
    ...namer.listCut().map(quoteComment),
  ];
  return [
    ...comments.map((line) => `# ${line}`),
    'name: "latchkey"',
    "model: |",
    ...model.map((line) => (line === "" ? "" : `  ${line}`)),
    tuples.length === 0 ? "tuples: []" : "tuples:",
    ...tuples.flatMap(writeTuple),
    "tests: []",
    "",
  ].join("\n");
}

export const format: ExportFormat = { name: "openfga", says: "a store file of OpenFGA's fga command", write };
