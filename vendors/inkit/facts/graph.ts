import type { GraphFacts } from "#access/model/statements/graph-facts.ts";
import { standardRoles } from "./data/managed-roles.ts";
import { permissions } from "./permissions.ts";
import { powers } from "./powers.ts";

const admin = "Admin";

export const graph: GraphFacts = {
  // Nothing says that names are unique.
  uniqueNames: [],
  effective: permissions.canonical,
  standings: {
    [admin]: {
      says: "holds every permission, those among them that nobody can spell",
      source: "https://docs.inkit.com/docs/overview-of-permissions",
      isTop: true,
      passes: "all",
    },
  },
  roleStandings: { [admin]: admin },
  groupStandings: {},
  contains: [],
  inferredRoles: standardRoles.filter(({ name }) => name !== admin).map(({ name }) => name),
  unspelledRights: Object.fromEntries(standardRoles.map(({ name, unspelled }) => [name, unspelled])),
  relations: ["roles"],
  toldBy: { subjects: ["service_account", "person"], roles: ["service_account", "person"], keys: ["key"] },
  powers,
  // Roles are on the account itself, as every noun says already.
  statements: {},
  assumptions: [
    "Inkit's routes for roles and keys are by analogy, and the dotted permissions of its standard roles are inferred.",
    "Inkit's standard roles cannot be changed: the vendor does not say.",
  ],
};
