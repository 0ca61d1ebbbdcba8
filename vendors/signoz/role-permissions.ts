import { AccessError } from "#access/model/errors.ts";
import { atomsOf, everySelector, type Permission, permissionsOf } from "#access/model/permissions/permission.ts";
import { permissions as facts, findResource } from "./facts/permissions.ts";
import { readAbsentText } from "../shared/absent-text.ts";
import type { Role, TransactionGroup } from "./wire/role.ts";

/** Merges permissions into one group for each verb and resource, because SigNoz rejects duplicates. */
export function toTransactionGroups(permissions: readonly Permission[]): TransactionGroup[] {
  const merged = permissionsOf(atomsOf(permissions, facts.canonical));
  return merged.map(({ action, resource: kind, selectors }) => {
    const resource = findResource(kind);
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

/** The permissions of a role. A group without selectors grants nothing and is skipped. */
export function fromTransactionGroups(groups: readonly TransactionGroup[]): readonly Permission[] {
  const permissions = groups.map(({ relation, objectGroup: { resource, selectors } }) => ({
    action: relation,
    resource: resource.kind,
    selectors,
  }));
  return permissionsOf(atomsOf(permissions, facts.canonical));
}

/** A role as data sources have it. */
export function describeRole({ id, name, description, transactionGroups, type }: Role) {
  return {
    id,
    name,
    description: readAbsentText(description, null),
    permissions: fromTransactionGroups(transactionGroups),
    managed: type === "managed",
  };
}
