import { atomsOf, type Permission, permissionsOf } from "#access/model/permissions/permission.ts";
import { permissions as facts } from "./facts/permissions.ts";
import { readAbsentText } from "../shared/absent-text.ts";
import type { Role, RolePermission } from "./wire/role.ts";

const domainPrefix = "PERMISSION_DOMAIN_";
const actionPrefix = "PERMISSION_ACTION_";

function removePrefix(prefix: string, word: string): string {
  return word.startsWith(prefix) ? word.slice(prefix.length) : word;
}

/** Returns the entries to send: each right once, and one entry per domain. */
export function toRolePermissions(permissions: readonly Permission[]): readonly RolePermission[] {
  const byDomain = new Map<string, string[]>();
  for (const { resource, action } of atomsOf(permissions, facts.canonical)) {
    byDomain.set(resource, [...(byDomain.get(resource) ?? []), actionPrefix + action]);
  }
  return [...byDomain].map(([domain, actions]) => ({ domains: [domainPrefix + domain], actions }));
}

/** Each entry grants each of its actions on each of its domains. */
export function fromRolePermissions(entries: readonly RolePermission[]): readonly Permission[] {
  const permissions = entries.flatMap(({ domains, actions }) =>
    domains.flatMap((domain) =>
      actions.map((action) => ({
        action: removePrefix(actionPrefix, action),
        resource: removePrefix(domainPrefix, domain),
        selectors: null,
      })),
    ),
  );
  return permissionsOf(atomsOf(permissions, facts.canonical));
}

/** A role as data sources have it. */
export function describeRole({ id, name, description, rolePermissions, roleType }: Role) {
  return {
    id,
    name,
    description: readAbsentText(description, null),
    permissions: fromRolePermissions(rolePermissions),
    managed: roleType !== "ROLE_TYPE_CUSTOM",
  };
}
