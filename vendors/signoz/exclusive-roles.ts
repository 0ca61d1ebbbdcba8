import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { claim, dissolve } from "../shared/relations/establish.ts";
import type { SignozConnection } from "./connection.ts";
import { pairOf } from "./subjects.ts";
import type { ServiceAccountRole } from "./wire/role-binding.ts";
import type { ServiceAccountWithRoles } from "./wire/service-account.ts";

export function rowsOf({ serviceAccountRoles }: ServiceAccountWithRoles): readonly ServiceAccountRole[] {
  return serviceAccountRoles ?? [];
}

/** The error of an account that has both `role_ids` and a binding. */
export function createBesideBindingError(account: string): AccessError {
  const message = `\`role_ids\` lists all roles of account ${account}, but a binding in this configuration gives it another role: each would undo the other.`;
  const advice = "Add the role to `role_ids`, or remove `role_ids` and use a binding for each role.";
  return new AccessError("invalid_value", message, { path: ["roleIds"], advice });
}

export interface Exclusive {
  /** All roles that the account should hold. */
  readonly roles: readonly string[];
  /** The roles that this resource gave it before. */
  readonly before: readonly string[];
  /** Its current assignments. */
  readonly rows: readonly ServiceAccountRole[];
}

/** Assigns missing roles, then removes all other roles. */
export async function holdExactly(
  context: Context<SignozConnection>,
  account: string,
  { roles, before, rows }: Exclusive,
): Promise<void> {
  const client = context.client.during(context.signal);
  const subject = { kind: "account", id: account } as const;
  for (const role of roles) {
    await claim(context, pairOf({ subject, role }), async () => {
      const present = before.includes(role) ? rows.find(({ roleId }) => roleId === role) : undefined;
      // A newly listed role is assigned even if the account holds it: this run may be destroying a binding for it, and
      // assigning a role twice returns the existing assignment.
      return present?.id ?? client.assignRole(account, role);
    });
  }
  for (const { id: row, roleId: role } of rows) {
    if (roles.includes(role)) continue;
    const remove = () => client.deleteAssignment({ id: row, account });
    await dissolve(context, { ...pairOf({ subject, role }), row }, remove);
  }
}
