import type { AccessFacts } from "../model/statements/graph-facts.ts";
import { type ExactRef, isExact, keyOfRef, type Ref, type Space } from "../model/statements/ref.ts";
import type { Statement, SubjectKind } from "../model/statements/statement.ts";

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

function listRefs(statement: Statement): readonly Ref[] {
  switch (statement.kind) {
    case "subject":
    case "scope":
    case "role":
      return statement.is;
    case "holds":
      return [statement.subject, statement.grant.kind === "role" ? statement.grant.role : null, statement.place].filter(
        (ref) => ref !== null,
      );
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
      return [statement.subject];
    case "complete":
      return statement.subject === null ? [] : [statement.subject];
  }
}

const kindOrder = { id: 0, name: 1, address: 2 } as const;

function compareRefs(a: ExactRef, b: ExactRef): number {
  const byKind = kindOrder[a.kind] - kindOrder[b.kind];
  if (byKind !== 0) return byKind;
  return a.text < b.text ? -1 : Number(a.text > b.text);
}

/** Sets of references that lead to one thing. */
class Unions {
  readonly #parents = new Map<string, string>();
  readonly refs = new Map<string, ExactRef>();

  add(ref: ExactRef): string {
    const key = keyOfRef(ref);
    if (!this.#parents.has(key)) {
      this.#parents.set(key, key);
      this.refs.set(key, ref);
    }
    return key;
  }

  find(key: string): string {
    let root = key;
    for (let parent = this.#parents.get(root); parent !== undefined && parent !== root;) {
      root = parent;
      parent = this.#parents.get(root);
    }
    this.#parents.set(key, root);
    return root;
  }

  join(a: string, b: string): void {
    this.#parents.set(this.find(a), this.find(b));
  }
}

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

/** All nodes of some statements, and what references lead to. Names join only where the vendor's facts say so. */
export class Nodes {
  readonly #facts: AccountFacts;
  readonly #unions = new Unions();
  readonly #byId = new Map<NodeId, Node>();
  readonly #byRoot = new Map<string, NodeId>();
  readonly #byName = new Map<string, Set<NodeId>>();
  /** References to the vendor's own roles: by such a name nothing else is meant. */
  readonly #vendorsOwn = new Set<string>();

  constructor(statements: readonly Statement[], facts: AccountFacts) {
    this.#facts = facts;
    const described = new Map<string, Described[]>();
    for (const statement of statements) this.#read(statement, described);
    this.#close(described);
  }

  #joins({ kind, account, space }: ExactRef): boolean {
    return kind !== "name" || this.#facts.get(account)?.graph.uniqueNames.includes(space) === true;
  }

  #spell(ref: ExactRef): ExactRef {
    if (ref.kind !== "name" || ref.space !== "role") return ref;
    const current = this.#facts.get(ref.account)?.graph.currentRoleName?.(ref.text) ?? ref.text;
    return { ...ref, text: current };
  }

  #read(statement: Statement, described: Map<string, Described[]>): void {
    const refs = listRefs(statement).flatMap((ref): readonly Ref[] => (ref.kind === "oneOf" ? ref.refs : [ref]));
    const keys = refs.filter(isExact).map((ref) => this.#unions.add(this.#spell(ref)));
    const what = describe(statement);
    if (what === undefined) return;
    // The vendor's own roles are known by their names, even where roles that somebody made may bear any name.
    const isVendors = statement.kind === "role" && statement.isManaged === true;
    const joining = keys.filter((key) => {
      const ref = this.#unions.refs.get(key);
      return ref !== undefined && (isVendors || this.#joins(ref));
    });
    // Where a name identifies nothing, a thing without id and address is the name's own.
    const [first] = joining.length > 0 ? joining : keys;
    if (first === undefined) return;
    for (const key of joining) {
      this.#unions.join(key, first);
      if (isVendors) this.#vendorsOwn.add(key);
    }
    described.set(first, [...(described.get(first) ?? []), what]);
  }

  #close(described: ReadonlyMap<string, readonly Described[]>): void {
    const groups = new Map<string, ExactRef[]>();
    for (const [key, ref] of this.#unions.refs) {
      const root = this.#unions.find(key);
      groups.set(root, [...(groups.get(root) ?? []), ref]);
    }
    const facts = new Map<string, Described[]>();
    for (const [key, all] of described) {
      const root = this.#unions.find(key);
      facts.set(root, [...(facts.get(root) ?? []), ...all]);
    }
    for (const [root, refs] of groups) this.#addNode(root, refs.toSorted(compareRefs), facts.get(root) ?? []);
  }

  #addNode(root: string, refs: readonly ExactRef[], said: readonly Described[]): void {
    const [first] = refs;
    if (first === undefined) return;
    const id = keyOfRef(first);
    const names = new Set(said.map(({ name }) => name).filter((name) => name !== null));
    const types = said.map(({ type }) => type).filter((type) => type !== null);
    const typed = first.space === "scope" && first.kind === "id" ? first.text.slice(0, first.text.indexOf("/")) : null;
    const as = said.map((one) => one.as).find((kind) => kind !== null) ?? null;
    const { account, space } = first;
    const sorted = [...names].sort();
    this.#byId.set(id, { id, account, space, refs, as, names: sorted, type: types.toSorted()[0] ?? typed });
    this.#byRoot.set(root, id);
    for (const name of sorted) {
      const key = JSON.stringify([account, space, name]);
      this.#byName.set(key, (this.#byName.get(key) ?? new Set()).add(id));
    }
  }

  /** In a fixed order. */
  all(): readonly Node[] {
    return [...this.#byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  get(id: NodeId): Node | undefined {
    return this.#byId.get(id);
  }

  #findExact(ref: ExactRef): readonly NodeId[] {
    const spelled = this.#spell(ref);
    if (ref.kind === "name" && !this.#joins(ref) && !this.#vendorsOwn.has(keyOfRef(spelled))) {
      const named = this.#byName.get(JSON.stringify([spelled.account, spelled.space, spelled.text]));
      if (named !== undefined) return [...named].sort();
    }
    const id = this.#byRoot.get(this.#unions.find(keyOfRef(spelled)));
    return id === undefined ? [] : [id];
  }

  resolve(ref: Ref): Resolved {
    if (ref.kind === "unknown") return { nodes: [], isExact: false, isOpen: true };
    const refs = ref.kind === "oneOf" ? ref.refs : [ref];
    const nodes = [...new Set(refs.flatMap((one) => this.#findExact(one)))];
    return { nodes, isExact: nodes.length === 1, isOpen: nodes.length === 0 };
  }
}
