import { type InstanceStatements, knownText } from "#access/model/statements/declaration.ts";
import { unknown } from "#access/schema/unknown.ts";
import { managedRoles } from "../data/managed-roles.ts";

/** A custom role has the permissions of its base in addition to its own. */
export const role: InstanceStatements = ({ base, name }, at) => {
  if (base === null || base === undefined) return [];
  const is = at.self("role", name);
  const [role] = is;
  const found = managedRoles.find(({ type }) => type === base);
  const other = at.referByName("role", found?.name);
  if (role !== undefined && other !== null) return [{ kind: "includes", role, other, attribute: "base" }];
  const said = { kind: "role", is, name: knownText(name), isManaged: false, basis: "stated" } as const;
  return [{ ...said, permissions: unknown, attribute: "base" }];
};
