import type { Permission } from "#access/model/permissions/permission.ts";
import type { SplitFacts } from "#access/model/vendors/facts.ts";
import { isWhollyKnown } from "#access/schema/unknown.ts";
import { managedRoles } from "./data/managed-roles.ts";
import { separateOwnPart } from "./own-part.ts";
import { permissions as facts } from "./permissions.ts";

function isPermissions(value: unknown): value is readonly Permission[] {
  return Array.isArray(value) && isWhollyKnown(value);
}

/** Bigeye returns the permissions of a role and those of its base in one list. */
export const splitRole: SplitFacts["split"] = (listed, stored, others) => {
  const found = managedRoles.find(({ type }) => type === stored["base"]);
  if (found === undefined || !isPermissions(listed["permissions"])) return listed;
  const row = others.find(({ name, managed }) => managed === true && name === found.name)?.["permissions"];
  const base = isPermissions(row) ? row : (facts.managedRoles[found.name] ?? []);
  const prior = isPermissions(stored["permissions"]) ? stored["permissions"] : null;
  const { permissions, hasBase } = separateOwnPart(listed["permissions"], base, prior);
  return { ...listed, permissions, base: hasBase ? stored["base"] : null };
};
