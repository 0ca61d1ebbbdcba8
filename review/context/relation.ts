import type { Relation, Statement } from "#access/model/statements/statement.ts";

/** The relation that a statement is one line of. Null for what is in none. */
export function relationOf(statement: Statement): Relation | null {
  switch (statement.kind) {
    case "inGroup":
      return "groups";
    case "credential":
      return "keys";
    case "holds":
      if (statement.grant.kind === "role") return "roles";
      return statement.grant.kind === "level" ? "levels" : null;
    default:
      return null;
  }
}
