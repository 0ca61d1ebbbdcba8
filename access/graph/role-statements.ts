import type { Statement, StatementOf } from "../model/statements/statement.ts";
import { push } from "./connections.ts";
import type { AccountFacts, NodeId, Nodes } from "./nodes.ts";

type RoleStatement = StatementOf<"role">;

function isRole(statement: Statement): statement is RoleStatement {
  return statement.kind === "role";
}

/** Where names identify nothing, a role without id and address is found by its name alone. */
function findRoles({ is }: RoleStatement, nodes: Nodes): readonly NodeId[] {
  const ref = is.find(({ kind }) => kind !== "name") ?? is[0];
  return ref === undefined ? [] : nodes.resolve(ref).nodes;
}

/**
 * What is said of each role. A vendor's facts name its own roles, and where names identify nothing somebody may have given
 * the same name to another one.
 */
export function listRoleStatements(
  statements: readonly Statement[],
  nodes: Nodes,
  facts: AccountFacts,
): ReadonlyMap<NodeId, readonly RoleStatement[]> {
  const found = new Map<NodeId, RoleStatement[]>();
  const add = (node: NodeId | undefined, statement: RoleStatement): void => {
    if (node !== undefined) push(found, node, statement);
  };
  const roles = statements.filter(isRole);
  for (const statement of roles) if (statement.basis === "stated") add(findRoles(statement, nodes)[0], statement);
  const isVendors = (node: NodeId): boolean => {
    const account = nodes.get(node)?.account ?? "";
    if (facts.get(account)?.graph.uniqueNames.includes("role") === true) return true;
    return (found.get(node) ?? []).every(({ isManaged }) => isManaged === true);
  };
  const known = roles.filter(({ basis }) => basis === "facts");
  const attached = known.flatMap((statement) => {
    return findRoles(statement, nodes)
      .filter(isVendors)
      .map((node) => [node, statement] as const);
  });
  for (const [node, statement] of attached) add(node, statement);
  return found;
}
