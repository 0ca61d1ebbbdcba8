import { AccessError } from "#access/model/errors.ts";
import { atomsOf, everySelector, type Permission, permissionsOf } from "#access/model/permissions/permission.ts";
import { permissions as facts, resourceOfKind } from "./facts/permissions.ts";
import type { TransactionGroup } from "./wire/role.ts";

/** What is sent for a role: each right once (the store refuses doubles), one group for each verb and resource. */
export function toTransactionGroups(permissions: readonly Permission[]): TransactionGroup[] {
  const merged = permissionsOf(atomsOf(permissions, facts.canonical));
  return merged.map(({ action, resource: kind, selectors }) => {
    const resource = resourceOfKind(kind);
    if (resource === undefined) {
      throw new AccessError("permission_invalid", `SigNoz has no resource "${kind}".`, { path: ["permissions"] });
    }
    const { type } = resource;
    return {
      relation: action,
      objectGroup: { resource: { type, kind }, selectors: [...(selectors ?? [everySelector])] },
    };
  });
}

/** What a role holds. A group without selectors grants nothing and is left out. */
export function fromTransactionGroups(groups: readonly TransactionGroup[]): readonly Permission[] {
  const permissions = groups.map(({ relation, objectGroup: { resource, selectors } }) => ({
    action: relation,
    resource: resource.kind,
    selectors,
  }));
  return permissionsOf(atomsOf(permissions, facts.canonical));
}
