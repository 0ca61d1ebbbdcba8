import { Construct } from "constructs";
import type { AccessProvider, IAccessConstruct } from "../access-provider.ts";
import type { IRole, RoleReference } from "../grant.ts";
import { ManagedRole } from "../managed-role.ts";
import { Token } from "./cdktf.ts";
import { createConstructError } from "./construct-error.ts";
import { isInheritedName } from "./construct-id.ts";
import { checkSameVendor } from "./same-vendor.ts";

function toId(name: string): string {
  return isInheritedName(name) ? `role-${name}` : name;
}

const rolesOfProvider = new WeakMap<AccessProvider, Map<string, ManagedRole>>();

/** Returns the role itself, or for a reference a data source below the user's provider, one for each name. */
export function resolveRole(user: IAccessConstruct, role: IRole | RoleReference): IRole {
  if (Construct.isConstruct(role)) {
    if (role.noun === "role") return role;
    throw createConstructError(user, {
      code: "invalid_value",
      message: "what it is granted is no role.",
      advice: "Pass a role that you made or looked up, or what a vocabulary's role(name) returns.",
    });
  }
  if (typeof role?.name !== "string" || role.name.trim() === "") {
    throw createConstructError(user, {
      code: "invalid_value",
      message: `a role is ${role === null || role === undefined ? String(role) : "neither a construct nor a role's name at a vendor"}.`,
      advice: "Pass a role that you made or looked up, or what a vocabulary's role(name) returns.",
    });
  }
  checkSameVendor(user, { what: `the role "${role.name}"`, vendor: role.vendor });
  if (Token.isUnresolved(role.name)) {
    throw createConstructError(user, {
      code: "invalid_value",
      message: "the name of the role is a token, which cannot be part of a construct id.",
      advice: "Use ManagedRole.fromName(scope, id, name).",
    });
  }
  const { provider } = user;
  const roles = rolesOfProvider.get(provider) ?? new Map<string, ManagedRole>();
  rolesOfProvider.set(provider, roles);
  const resolved = roles.get(role.name) ?? new ManagedRole(provider, toId(role.name), { name: role.name, provider });
  roles.set(role.name, resolved);
  return resolved;
}
