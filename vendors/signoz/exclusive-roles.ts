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

/** An account's own list beside a binding, seen from the account. */
export function besideBindingError(account: string): AccessError {
  const message = `\`role_ids\` is all that account ${account} may hold, and a binding of this configuration gives it a role too: one would take away what the other gives.`;
  const advice = "Put the role into `role_ids`, or remove `role_ids` and give each role by a binding.";
  return new AccessError("invalid_value", message, { path: ["roleIds"], advice });
}

export interface Exclusive {
  /** All that the account is to hold. */
  readonly roles: readonly string[];
  /** What this resource gave it before. */
  readonly before: readonly string[];
  /** What it holds now. */
  readonly rows: readonly ServiceAccountRole[];
}

/** Gives the account what is missing, then takes away what is too much. */
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
      // What is newly listed is assigned even where it is held: a binding that had it may be on its way out in this run,
      // and assigning answers the row that is there.
      return present?.id ?? client.assignRole(account, role);
    });
  }
  for (const { id: row, roleId: role } of rows) {
    if (roles.includes(role)) continue;
    const remove = () => client.deleteAssignment({ id: row, account });
    await dissolve(context, { ...pairOf({ subject, role }), row }, remove);
  }
}
