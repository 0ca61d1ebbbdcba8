import type { AccessFacts } from "../model/statements/graph-facts.ts";
import { type ExactRef, isExact, keyOfRef, type Ref, type Space } from "../model/statements/ref.ts";
import type { Statement, SubjectKind } from "../model/statements/statement.ts";
import { RefUnions } from "./ref-unions.ts";

export type NodeId = string;

/** Something that statements are about. */
export interface Node {
  readonly id: NodeId;
  readonly account: string;
  readonly space: Space;
  /** Every reference to it, in a fixed order. */
  readonly refs: readonly ExactRef[];
  /** Null for what is only referred to, and for what is no subject. */
  readonly as: SubjectKind | null;
  /** Names that statements give it, in a fixed order. */
  readonly names: readonly string[];
  /** The type of a scope. */
  readonly type: string | null;
}

/** What a reference leads to. */
export interface Resolved {
  readonly nodes: readonly NodeId[];
  /** It is the only node. */
  readonly isExact: boolean;
  /** It may be something that no statement is about. */
  readonly isOpen: boolean;
}

export type AccountFacts = ReadonlyMap<string, AccessFacts>;

/** Everything that a statement refers to. */
export function listRefs(statement: Statement): readonly (Ref | null)[] {
  switch (statement.kind) {
    case "subject":
    case "scope":
    case "role":
      return statement.is;
    case "holds":
      return [statement.subject, statement.grant.kind === "role" ? statement.grant.role : null, statement.place];
    case "firstMatch":
      return [...statement.subjects, statement.otherwise];
    case "inGroup":
      return [statement.subject, statement.group];
    case "includes":
      return [statement.role, statement.other];
    case "within":
      return [statement.scope, statement.parent];
    case "limit":
      return [statement.scope];
    case "credential":
    case "complete":
    case "delegated":
      return [statement.subject];
  }
}

const kindOrder = { id: 0, name: 1, address: 2 } as const;

function compareRefs(a: ExactRef, b: ExactRef): number {
  const byKind = kindOrder[a.kind] - kindOrder[b.kind];
  if (byKind !== 0) return byKind;
  return a.text < b.text ? -1 : Number(a.text > b.text);
}

type Identified = Extract<Statement, { readonly is: unknown }>;

interface Described {
  readonly as: SubjectKind | null;
  readonly name: string | null;
  readonly type: string | null;
}

function describe(statement: Statement): Described | undefined {
  switch (statement.kind) {
    case "subject":
      return { as: statement.as, name: statement.name, type: null };
    case "role":
      return { as: null, name: statement.name, type: null };
    case "scope":
      return { as: null, name: statement.name, type: statement.type };
    default:
      return undefined;
  }
}

/** The type is part of the id of a scope: `workspace/7`. */
function readScopeType({ space, kind, text }: ExactRef): string | null {
  return space === "scope" && kind === "id" ? text.slice(0, text.indexOf("/")) : null;
}

function createNode(refs: readonly ExactRef[], said: readonly Described[]): Node | undefined {
  const [first] = refs;
  if (first === undefined) return undefined;
  const names = new Set(said.map(({ name }) => name).filter((name) => name !== null));
  const types = said.map(({ type }) => type).filter((type) => type !== null);
  const { account, space } = first;
  return {
    id: keyOfRef(first),
    account,
    space,
    refs,
    as: said.find(({ as }) => as !== null)?.as ?? null,
    names: names.size > 1 ? [...names].sort() : [...names],
    type: (types.length > 1 ? types.toSorted()[0] : types[0]) ?? readScopeType(first),
  };
}

const unknownThing: Resolved = { nodes: [], isExact: false, isOpen: true };

/** All nodes of some statements, and what references lead to. Names join only where the vendor's facts say so. */
export class Nodes {
  readonly #facts: AccountFacts;
  readonly #unions = new RefUnions();
  readonly #byId = new Map<NodeId, Node>();
  readonly #byRoot = new Map<number, Resolved>();
  readonly #byName = new Map<string, NodeId[]>();
  readonly #bySpace = new Map<string, NodeId[]>();
  /** References to the vendor's own roles: by such a name nothing else is meant. */
  readonly #vendorsOwn = new Set<number>();
  #sorted: readonly Node[] | undefined;

  constructor(statements: readonly Statement[], facts: AccountFacts) {
    this.#facts = facts;
    const described = new Map<number, Described[]>();
    for (const statement of statements) this.#read(statement, described);
    this.#close(described);
  }

  #joins({ kind, account, space }: ExactRef): boolean {
    return kind !== "name" || this.#facts.get(account)?.graph.uniqueNames.includes(space) === true;
  }

  #spell(ref: ExactRef): ExactRef {
    if (ref.kind !== "name" || ref.space !== "role") return ref;
    const current = this.#facts.get(ref.account)?.graph.currentRoleName?.(ref.text) ?? ref.text;
    return current === ref.text ? ref : { ...ref, text: current };
  }

  #read(statement: Statement, described: Map<number, Described[]>): void {
    const what = describe(statement);
    if (what !== undefined && "is" in statement) return this.#readIdentity(statement, what, described);
    for (const ref of listRefs(statement)) {
      if (ref === null || ref.kind === "unknown") continue;
      if (isExact(ref)) this.#unions.add(this.#spell(ref));
      else for (const one of ref.refs) this.#unions.add(this.#spell(one));
    }
  }

  #readIdentity(statement: Identified, what: Described, described: Map<number, Described[]>): void {
    // The vendor's own roles are known by their names, even where roles that somebody made may bear any name.
    const isVendors = statement.kind === "role" && statement.isManaged === true;
    let first: number | undefined;
    let alone: number | undefined;
    for (const ref of statement.is) {
      const key = this.#unions.add(this.#spell(ref));
      alone ??= key;
      if (!isVendors && !this.#joins(ref)) continue;
      if (isVendors) this.#vendorsOwn.add(key);
      first ??= key;
      if (key !== first) this.#unions.join(key, first);
    }
    // Where a name identifies nothing, a thing without id and address is the name's own.
    const key = first ?? alone;
    if (key !== undefined) pushTo(described, key, what);
  }

  #close(described: ReadonlyMap<number, Described[]>): void {
    const groups = new Map<number, ExactRef[]>();
    for (const [key, ref] of this.#unions.refs.entries()) {
      const root = this.#unions.find(key);
      pushTo(groups, root, ref);
    }
    const said = new Map<number, Described[]>();
    for (const [key, all] of described) {
      const root = this.#unions.find(key);
      const before = said.get(root);
      if (before === undefined) said.set(root, all);
      else for (const one of all) before.push(one);
    }
    for (const [root, refs] of groups) {
      const node = createNode(refs.length > 1 ? refs.sort(compareRefs) : refs, said.get(root) ?? []);
      if (node !== undefined) this.#addNode(root, node);
    }
    for (const named of this.#byName.values()) named.sort();
  }

  #addNode(root: number, node: Node): void {
    const { id, account, space, names } = node;
    this.#byId.set(id, node);
    this.#byRoot.set(root, { nodes: [id], isExact: true, isOpen: false });
    if (this.#facts.get(account)?.graph.uniqueNames.includes(space) !== true) {
      for (const name of names) pushTo(this.#byName, JSON.stringify([account, space, name]), id);
    }
    pushTo(this.#bySpace, `${account}\n${space}`, id);
  }

  /** In a fixed order. */
  all(): readonly Node[] {
    this.#sorted ??= [...this.#byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    return this.#sorted;
  }

  /** In no order that means anything. */
  each(): Iterable<Node> {
    return this.#byId.values();
  }

  get(id: NodeId): Node | undefined {
    return this.#byId.get(id);
  }

  /** All that is in a space of an account, always the same list. */
  listSpace(account: string, space: Space): readonly NodeId[] {
    return this.#bySpace.get(`${account}\n${space}`) ?? [];
  }

  /** What has this very reference. */
  findRef(ref: ExactRef): NodeId | undefined {
    const key = this.#unions.get(ref);
    return key === undefined ? undefined : this.#byRoot.get(this.#unions.find(key))?.nodes[0];
  }

  #findExact(ref: ExactRef): Resolved {
    const spelled = this.#spell(ref);
    const key = this.#unions.get(spelled);
    const isVendors = key !== undefined && this.#vendorsOwn.has(key);
    if (ref.kind === "name" && !isVendors && !this.#joins(ref)) {
      const named = this.#byName.get(JSON.stringify([spelled.account, spelled.space, spelled.text]));
      if (named !== undefined) return { nodes: named, isExact: named.length === 1, isOpen: false };
    }
    return (key === undefined ? undefined : this.#byRoot.get(this.#unions.find(key))) ?? unknownThing;
  }

  resolve(ref: Ref): Resolved {
    if (ref.kind === "unknown") return unknownThing;
    if (isExact(ref)) return this.#findExact(ref);
    const nodes = [...new Set(ref.refs.flatMap((one) => this.#findExact(one).nodes))];
    return { nodes, isExact: nodes.length === 1, isOpen: nodes.length === 0 };
  }
}

function pushTo<K, T>(map: Map<K, T[]>, key: K, value: T): void {
  const all = map.get(key);
  if (all === undefined) map.set(key, [value]);
  else all.push(value);
}
