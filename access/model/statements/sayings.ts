import { isUnknown, isWhollyKnown } from "../../schema/unknown.ts";
import { knownText, type Saying, type Speaker } from "./declaration.ts";
import type { Ref } from "./ref.ts";
import type { Statement } from "./statement.ts";

// What a noun says in the same words whether Terraform manages the thing or only looks it up.

type RoleStatement = Extract<Statement, { readonly kind: "role" }>;

interface RoleState {
  readonly name: unknown;
  readonly permissions: RoleStatement["permissions"];
  readonly managed: unknown;
}

/** A role with what it permits. */
export function sayRole({ name, permissions, managed }: RoleState, at: Speaker): readonly Saying[] {
  return [
    {
      kind: "role",
      is: at.self("role", name),
      name: knownText(name),
      isManaged: isUnknown(managed) ? managed : managed === true,
      permissions,
      basis: "stated",
      attribute: "permissions",
    },
  ];
}

/** Exactly the roles that a subject holds in the whole account. Nothing if `roleIds` is null, which is not known. */
export function sayHeldRoles(subject: Ref, roleIds: unknown, at: Speaker): readonly Saying[] {
  const held = at.referAll("role", roleIds).map((role): Saying => {
    const grant = { kind: "role", role } as const;
    return { kind: "holds", subject, grant, place: null, reason: null, until: null, attribute: "roleIds" };
  });
  if (roleIds === null || !isWhollyKnown(roleIds)) return held;
  return [...held, { kind: "complete", account: at.account, subject, relation: "roles", attribute: "roleIds" }];
}
