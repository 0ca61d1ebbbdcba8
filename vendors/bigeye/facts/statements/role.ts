import type { InstanceStatements } from "#access/model/statements/declaration.ts";
import { unknown } from "#access/schema/unknown.ts";
import { managedRoles } from "../data/managed-roles.ts";
import { permissions } from "../permissions.ts";

/** A custom role has the permissions of its base in addition to its own. */
export const role: InstanceStatements = ({ base, name }, at) => {
  if (base === null || base === undefined) return [];
  const found = managedRoles.find(({ type }) => type === base);
  const held = found === undefined ? unknown : (permissions.managedRoles[found.name] ?? unknown);
  return [
    {
      kind: "role",
      is: at.self("role", name),
      name: typeof name === "string" ? name : null,
      isManaged: false,
      permissions: held,
      basis: "stated",
      isInferred: true,
      attribute: "base",
    },
  ];
};
