import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { SignozConnection } from "./client.ts";
import type { ServiceAccountRole } from "./wire/role-binding.ts";
import type { ServiceAccountWithRoles } from "./wire/service-account.ts";

export function rowsOf({ serviceAccountRoles }: ServiceAccountWithRoles): readonly ServiceAccountRole[] {
  return serviceAccountRoles ?? [];
}

/** An account's own list beside a binding, seen from the account. */
export function besideBinding(account: string): AccessError {
  const message = `\`role_ids\` is all that account ${account} may hold, and a binding of this configuration gives it a role too: the one would take away what the other gives.`;
  const advice = "Put the role into `role_ids`, or take `role_ids` out and give each role by a binding.";
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
  { client: signoz, signal }: Context<SignozConnection>,
  account: string,
  { roles, before, rows }: Exclusive,
): Promise<void> {
  const client = signoz.during(signal);
  const { assignments } = signoz;
  for (const role of roles) {
    await assignments.inTurn({ holder: account, role }, async () => {
      const present = before.includes(role) ? rows.find(({ roleId }) => roleId === role) : undefined;
      // What is newly listed is assigned even where it is held: a binding that had it may be on its way out in this run,
      // and assigning answers the row that is there.
      assignments.keep(present?.id ?? (await client.assignRole(account, role)));
    });
  }
  for (const { id, roleId: role } of rows) {
    if (roles.includes(role)) continue;
    await assignments.inTurn({ holder: account, role }, () => client.deleteAssignment({ id, account }));
  }
}
