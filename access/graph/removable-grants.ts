import { isUnknown } from "#access/schema/unknown.ts";
import type { Cause } from "../model/statements/instance.ts";
import { isExact, type Ref } from "../model/statements/ref.ts";
import type { Grant, Statement, StatementOf } from "../model/statements/statement.ts";
import type { Graph } from "./graph.ts";
import type { NodeId } from "./nodes.ts";
import { nameNodeOf } from "./questions.ts";

/** One thing that gives somebody something, and can be taken out of the code by itself. */
export interface RemovableGrant {
  /** What it gives, in words. */
  readonly says: string;
  readonly cause: Cause;
  /** The nodes that it is about. */
  readonly about: readonly NodeId[];
  /** The statement that says it. */
  readonly statement: Statement;
  /** Of a role, which of its permissions it is; null for all that the statement says. */
  readonly part: number | null;
}

function nameRef(graph: Graph, ref: Ref): string {
  if (ref.kind === "unknown") return "what is not known yet";
  const { nodes } = graph.nodes.resolve(ref);
  const [only] = nodes;
  if (only !== undefined && nodes.length === 1) return nameNodeOf(graph, only);
  return isExact(ref) ? ref.text : `one of ${ref.refs.map(({ text }) => text).join(", ")}`;
}

function describeGrant(graph: Graph, grant: Grant): string {
  switch (grant.kind) {
    case "role":
      return `the role ${nameRef(graph, grant.role)}`;
    case "level":
      return isUnknown(grant.level) ? "a level" : `the level ${grant.level}`;
    case "standing":
      return grant.standing;
    case "permissions":
      return "permissions of its own";
    case "opaque":
      return "what cannot be read";
    case "anyRole":
      return "any role";
  }
}

function describeHolding(graph: Graph, { subject, grant, place }: StatementOf<"holds">): string {
  const where = place === null ? "" : ` on ${nameRef(graph, place)}`;
  return `${describeGrant(graph, grant)} of ${nameRef(graph, subject)}${where}`;
}

/** Each permission of a role by itself, where they are known. */
function listPermissions(graph: Graph, statement: StatementOf<"role">): readonly RemovableGrant[] {
  const { permissions, cause, is } = statement;
  const [ref] = is;
  if (ref === undefined || permissions === null) return [];
  const role = nameRef(graph, ref);
  const shared = { cause, statement, about: graph.nodes.resolve(ref).nodes };
  if (isUnknown(permissions)) return [{ ...shared, part: null, says: `all permissions of the role ${role}` }];
  return permissions.map((permission, part) => {
    const { action, resource } = isUnknown(permission) ? { action: permission, resource: permission } : permission;
    const isKnown = !isUnknown(action) && !isUnknown(resource);
    const act = isKnown ? `${action} ${resource}` : "a permission that is not known yet";
    return { ...shared, part, says: `${act} in the role ${role}` };
  });
}

/** Whether somebody is in a group that replaces another one: without it, they could come to more. */
function isReplacing(graph: Graph, { group }: StatementOf<"inGroup">): boolean {
  return graph.nodes.resolve(group).nodes.some((node) => graph.precedencesOf.has(node));
}

function listOf(graph: Graph, statement: Statement): readonly RemovableGrant[] {
  const { cause } = statement;
  const describe = (says: string, ...refs: readonly Ref[]): readonly RemovableGrant[] => {
    return [{ says, cause, statement, part: null, about: refs.flatMap((ref) => graph.nodes.resolve(ref).nodes) }];
  };
  switch (statement.kind) {
    case "holds":
      return describe(describeHolding(graph, statement), statement.subject);
    case "inGroup": {
      const { subject, group } = statement;
      if (isReplacing(graph, statement)) return [];
      return describe(`${nameRef(graph, subject)} in the group ${nameRef(graph, group)}`, subject);
    }
    case "includes": {
      const { role, other } = statement;
      return describe(`the role ${nameRef(graph, other)} inside the role ${nameRef(graph, role)}`, role);
    }
    case "role":
      return listPermissions(graph, statement);
    default:
      return [];
  }
}

function sortKeyOf({ cause, says, part }: RemovableGrant): string {
  return JSON.stringify([cause.address, cause.attribute, says, part]);
}

/** All that lines of code give, one by one and in a fixed order. Taking any of it away gives nobody anything. */
export function listRemovableGrants(graph: Graph): readonly RemovableGrant[] {
  const all = graph.statements
    .filter(({ cause }) => cause.presence === "managed" && cause.address !== null)
    .flatMap((statement) => listOf(graph, statement));
  const keyed = all.map((grant) => ({ grant, key: sortKeyOf(grant) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))).map(({ grant }) => grant);
}

function dropParts(statement: Statement, parts: readonly (number | null)[]): Statement | undefined {
  if (statement.kind !== "role") return undefined;
  const { permissions } = statement;
  const isAll = parts.includes(null) || permissions === null || isUnknown(permissions);
  return { ...statement, permissions: isAll ? [] : permissions.filter((_, part) => !parts.includes(part)) };
}

/** The statements without some grants. */
export function removeGrants(
  statements: readonly Statement[],
  removed: Iterable<RemovableGrant>,
): readonly Statement[] {
  const parts = new Map<Statement, (number | null)[]>();
  for (const { statement, part } of removed) parts.set(statement, [...(parts.get(statement) ?? []), part]);
  return statements.flatMap((statement) => {
    const own = parts.get(statement);
    if (own === undefined) return [statement];
    const left = dropParts(statement, own);
    return left === undefined ? [] : [left];
  });
}
