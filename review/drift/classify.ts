import type { Graph } from "#access/graph/graph.ts";
import { findNode } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import type { Ref } from "#access/model/statements/ref.ts";
import type { Statement } from "#access/model/statements/statement.ts";
import { speakForOne } from "../context/join-context.ts";

/** What an object is for whoever looks at access. */
export type ObjectClass = "account" | "member" | "group" | "role" | "key" | "binding";

/** An object, as what it says about access tells. */
export interface Classified {
  readonly as: ObjectClass;
  /** Whom it is about: itself, or who holds it. Null for a role. */
  readonly subject: Ref | null;
  /** Its name, or what it is called otherwise. Null if nothing says it. */
  readonly name: string | null;
  /** The role or the group that a binding gives. */
  readonly gives: Ref | null;
}

function isSelf(statement: Statement, id: unknown): boolean {
  return "is" in statement && statement.is.some((ref) => ref.kind === "id" && ref.text === id);
}

function toText(leaf: unknown): string | null {
  return typeof leaf === "string" ? leaf : null;
}

function findGiven(statement: Statement): Ref | null {
  if (statement.kind === "inGroup") return statement.group;
  return statement.kind === "holds" && statement.grant.kind === "role" ? statement.grant.role : null;
}

const classes = { account: "account", member: "member", group: "group" } as const;

function classifySubject(statement: Statement | undefined): Classified | undefined {
  if (statement?.kind !== "subject" || !(statement.as in classes)) return undefined;
  const as = classes[statement.as as keyof typeof classes];
  return { as, subject: statement.is[0] ?? null, name: statement.name, gives: null };
}

/** Told by statements: a noun that is added is classified by what it says. */
export function classify(instance: Instance): Classified {
  const statements = speakForOne(instance);
  const { id } = instance.state;
  const credential = statements.find((one) => one.kind === "credential" && one.id === id && one.form === "key");
  if (credential?.kind === "credential") {
    return { as: "key", subject: credential.subject, name: toText(credential.name), gives: null };
  }
  const role = statements.find((one) => one.kind === "role" && isSelf(one, id));
  if (role?.kind === "role") return { as: "role", subject: null, name: role.name, gives: null };
  const own = classifySubject(statements.find((one) => one.kind === "subject" && isSelf(one, id)));
  if (own !== undefined) return own;
  const given = statements.find((one) => one.kind === "holds" || one.kind === "inGroup");
  const subject = given !== undefined && "subject" in given ? given.subject : null;
  return { as: "binding", subject, name: null, gives: given === undefined ? null : findGiven(given) };
}

/** The node of a classified object, where the graph has exactly one. */
export function findSubjectNode(graph: Graph, { subject }: Pick<Classified, "subject">): NodeId | null {
  return subject === null ? null : (findNode(graph, subject) ?? null);
}
