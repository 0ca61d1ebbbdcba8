import type { Atom } from "#access/model/permissions/permission.ts";
import type { GraphFacts } from "#access/model/statements/graph-facts.ts";
import { domains } from "./data/catalog.ts";
import { adminGroup } from "./data/limits.ts";
import { managedRoles } from "./data/managed-roles.ts";
import { permissions } from "./permissions.ts";
import { powers } from "./powers.ts";
import { statements } from "./statements.gen.ts";

const every = "ALL";

/** Domains and actions are closed lists of the vendor's API, so that `ALL` can be told from all of them. */
function listAtoms({ action, resource, selector }: Atom): readonly Atom[] {
  if (action !== every && resource !== every) return [];
  return domains
    .filter(({ domain }) => domain !== every && (resource === every || resource === domain))
    .flatMap(({ domain, actions }) =>
      actions
        .filter((one) => one !== every && (action === every || action === one))
        .map((one) => ({ action: one, resource: domain, selector })),
    );
}

export const graph: GraphFacts = {
  // The pages say so of groups and workspaces, and do not say it of roles.
  uniqueNames: ["group"],
  effective: permissions.canonical,
  expand: listAtoms,
  standings: {
    [adminGroup]: {
      says: "manages the company: users, groups, roles, keys and workspaces",
      source: "https://docs.bigeye.com/docs/manage-groups",
      isTop: true,
      passes: "all",
    },
  },
  roleStandings: { Admin: adminGroup },
  groupStandings: { [adminGroup]: adminGroup },
  contains: [],
  inferredRoles: managedRoles.map(({ name }) => name),
  unspelledRights: {},
  relations: ["groups"],
  // Nobody lists the keys of people.
  toldBy: {
    subjects: ["service_account", "member", "group", "idp_membership"],
    groups: ["group_membership", "idp_membership"],
    roles: ["role_binding"],
  },
  powers,
  statements,
  assumptions: ["The permissions of Bigeye's managed roles are inferred: the vendor describes them in prose."],
};
