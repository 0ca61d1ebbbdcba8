import { type Atom, everySelector } from "#access/model/permissions/permission.ts";
import type { GraphFacts } from "#access/model/statements/graph-facts.ts";
import { adminRoleName } from "./data/managed-roles.ts";
import { permissions } from "./permissions.ts";
import { powers } from "./powers.ts";
import { toCurrentRoleName } from "./role-names.ts";
import { statements } from "./statements.gen.ts";

/** The server only checks these on `*`, so that one on a single id has no effect (vendors/signoz/NOTES.md). */
const wholeKindActions: ReadonlySet<string> = new Set(["create", "list"]);

function findEffective(atom: Atom): Atom | null {
  if (wholeKindActions.has(atom.action) && atom.selector !== everySelector) return null;
  return permissions.canonical(atom);
}

const source = "vendors/signoz/NOTES.md, Roles and permissions";

/**
 * Most routes do not check permissions but whether a managed role is assigned, so that being assigned one is a right of its
 * own: a custom role with every permission is no administrator.
 */
export const graph: GraphFacts = {
  uniqueNames: ["role"],
  effective: findEffective,
  standings: {
    [adminRoleName]: { says: "passes every check", source, isTop: true, passes: "all" },
    "signoz-editor": { says: "uses every route for editors", source, includes: ["signoz-viewer"] },
    "signoz-viewer": { says: "uses every route for viewers", source },
  },
  roleStandings: {
    [adminRoleName]: adminRoleName,
    "signoz-editor": "signoz-editor",
    "signoz-viewer": "signoz-viewer",
  },
  groupStandings: {},
  currentRoleName: toCurrentRoleName,
  contains: [],
  inferredRoles: [],
  unspelledRights: {},
  relations: ["roles"],
  toldBy: {
    subjects: ["service_account", "member", "role_mapping", "sign_in"],
    roles: ["role_binding", "role_mapping", "sign_in"],
    keys: ["key"],
  },
  powers,
  statements,
  assumptions: [
    "SigNoz runs as an enterprise edition with a license: a community build ignores the permissions of custom roles.",
  ],
};
