import { push } from "#access/graph/connections.ts";
import { type AccountFacts, type NodeId, Nodes } from "#access/graph/nodes.ts";
import type { Cause, Instance } from "#access/model/statements/instance.ts";
import { isExact, type Ref } from "#access/model/statements/ref.ts";
import type { Statement, StatementOf } from "#access/model/statements/statement.ts";
import { speak, speakForOne } from "../context/join-context.ts";
import { keyOfObject } from "../context/object-key.ts";
import { relationOf } from "../context/relation.ts";

/** How code manages an object that is at the vendor. */
export type Management =
  /** It is the vendor's own: nobody manages it. */
  | { readonly kind: "builtIn" }
  /** States have the object: more than one of them, or at more than one address, is a mistake. */
  | { readonly kind: "managed"; readonly by: readonly Instance[] }
  /** Other objects in state say the same: a list of roles has it, or a key keeps it as its old one. */
  | { readonly kind: "said"; readonly by: Cause }
  /** An exclusive list is for all of its kind, and does not have it: the next apply takes it away. */
  | { readonly kind: "excluded"; readonly by: Cause }
  /** Code leaves it to others to have such. */
  | { readonly kind: "delegated"; readonly by: Cause }
  | { readonly kind: "unmanaged" };

type Connection = StatementOf<"holds"> | StatementOf<"inGroup"> | StatementOf<"credential">;

function indexObjects(managed: readonly Instance[]): ReadonlyMap<string, readonly Instance[]> {
  const objects = new Map<string, Instance[]>();
  for (const one of managed) {
    const key = keyOfObject(one);
    if (key !== null) push(objects, key, one);
  }
  return objects;
}

/** What the states say, by what it means. */
interface Spoken {
  readonly said: ReadonlyMap<string, Cause>;
  /** By relation and node. */
  readonly complete: ReadonlyMap<string, Cause>;
  readonly delegated: ReadonlyMap<string, Cause>;
}

function isManaged({ kind, presence }: Instance): boolean {
  return kind === "resource" && presence === "managed";
}

function connect(statement: Statement): Connection | undefined {
  const { kind, isCertain } = statement;
  if (isCertain === false) return undefined;
  return kind === "holds" || kind === "inGroup" || kind === "credential" ? statement : undefined;
}

/** Statements of two sources with one meaning are found by it. */
class Meanings {
  readonly #nodes: Nodes;

  constructor(nodes: Nodes) {
    this.#nodes = nodes;
  }

  findNode(ref: Ref): NodeId | null {
    const { nodes, isExact: isSure } = this.#nodes.resolve(ref);
    return isSure ? (nodes[0] ?? null) : null;
  }

  /** By relation and subject. Null if it is not known whose it is. */
  keyOfRelation(relation: string | null, subject: Ref): string | null {
    const node = this.findNode(subject);
    return node === null || relation === null ? null : JSON.stringify([relation, node]);
  }

  #writeGrant(statement: StatementOf<"holds">): string | null {
    const { grant, place } = statement;
    const where = place === null ? "everywhere" : this.findNode(place);
    const what = grant.kind === "role" ? this.findNode(grant.role) : JSON.stringify(grant);
    return where === null || what === null ? null : JSON.stringify([grant.kind, what, where]);
  }

  /** Null for what is not wholly known. */
  keyOf(statement: Connection): string | null {
    const { kind, subject } = statement;
    if (kind === "credential") {
      // Ids of keys are unique in an account. A retiring key is a key.
      return typeof statement.id === "string" ? JSON.stringify([subject.account, "key", statement.id]) : null;
    }
    const node = isExact(subject) ? this.findNode(subject) : null;
    const to = kind === "inGroup" ? this.findNode(statement.group) : this.#writeGrant(statement);
    return node === null || to === null ? null : JSON.stringify([kind, node, to]);
  }
}

function readSpoken(managed: readonly Statement[], meanings: Meanings): Spoken {
  const said = new Map<string, Cause>();
  const complete = new Map<string, Cause>();
  const delegated = new Map<string, Cause>();
  const add = (map: Map<string, Cause>, key: string | null, cause: Cause): void => {
    if (key !== null && !map.has(key)) map.set(key, cause);
  };
  for (const statement of managed) {
    const { kind, cause } = statement;
    if (cause.presence !== "managed") continue;
    if ((kind === "complete" || kind === "delegated") && statement.subject !== null) {
      const key = meanings.keyOfRelation(statement.relation, statement.subject);
      add(kind === "complete" ? complete : delegated, key, cause);
    }
    const connection = connect(statement);
    if (connection !== undefined) add(said, meanings.keyOf(connection), cause);
  }
  return { said, complete, delegated };
}

/** What an object says that it is: a key is its credential, whatever account comes with it. Undefined if it is more. */
function listOwn({ state }: Instance, statements: readonly Statement[]): readonly Connection[] | undefined {
  const own = statements.filter((one) => one.kind === "credential" && one.id === state["id"]);
  const chosen = own.length > 0 ? own : statements;
  const connections = chosen.map(connect).filter((one) => one !== undefined);
  return connections.length === 0 || connections.length < chosen.length ? undefined : connections;
}

/** The causes, if there is one for each. */
function findAll<T>(all: readonly T[], find: (one: T) => Cause | undefined): Cause | undefined {
  const causes = all.map(find);
  return causes.every((one) => one !== undefined) ? causes[0] : undefined;
}

/**
 * Tells of objects of an account whether states manage them. Accounts are those that `createAccountKey` takes for one:
 * whoever calls has made sure of that.
 */
export class ManagedObjects {
  readonly #objects: ReadonlyMap<string, readonly Instance[]>;
  readonly #meanings: Meanings;
  readonly #spoken: Spoken;
  readonly #seen: ReadonlySet<string>;

  /** @param managed the objects of all states @param live those of the account */
  constructor(managed: readonly Instance[], live: readonly Instance[]) {
    const own = managed.filter(isManaged);
    this.#objects = indexObjects(own);
    const { statements, facts } = speak({ instances: own });
    const seen = speak({ instances: live });
    const allFacts: AccountFacts = new Map([...seen.facts, ...facts]);
    this.#meanings = new Meanings(new Nodes([...statements, ...seen.statements], allFacts));
    this.#spoken = readSpoken(statements, this.#meanings);
    const keys = seen.statements.map((one) => {
      const connection = connect(one);
      return connection === undefined ? null : this.#meanings.keyOf(connection);
    });
    this.#seen = new Set(keys.filter((key) => key !== null));
  }

  /** Whether something at the vendor says the same. Null for what nobody can compare. */
  isSeen(statement: Statement): boolean | null {
    const connection = connect(statement);
    const key = connection === undefined ? null : this.#meanings.keyOf(connection);
    return key === null ? null : this.#seen.has(key);
  }

  #findRelation(found: ReadonlyMap<string, Cause>, own: readonly Connection[]): Cause | undefined {
    return findAll(own, (one) => {
      const key = this.#meanings.keyOfRelation(relationOf(one), one.subject);
      return key === null ? undefined : found.get(key);
    });
  }

  #findByMeaning(own: readonly Connection[]): Management {
    const { said, complete, delegated } = this.#spoken;
    const same = findAll(own, (one) => said.get(this.#meanings.keyOf(one) ?? ""));
    if (same !== undefined) return { kind: "said", by: same };
    const list = this.#findRelation(complete, own);
    if (list !== undefined) return { kind: "excluded", by: list };
    const left = this.#findRelation(delegated, own);
    return left === undefined ? { kind: "unmanaged" } : { kind: "delegated", by: left };
  }

  /** How code manages one of the live objects. */
  find(live: Instance): Management {
    const by = this.#objects.get(keyOfObject(live) ?? "");
    if (by !== undefined) return { kind: "managed", by };
    if (live.isBuiltIn === true) return { kind: "builtIn" };
    const own = listOwn(live, speakForOne(live));
    return own === undefined ? { kind: "unmanaged" } : this.#findByMeaning(own);
  }
}
