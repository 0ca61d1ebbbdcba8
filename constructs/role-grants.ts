import { type BoundBlock, type GrantedObject, ObjectGrants } from "./shared/object-grants.ts";

/**
 * Gives roles permissions on one role: `role.grants.attach(other)`. A block of `latchkey/l1` has them too, by
 * `RoleGrants.from(block)`.
 */
export class RoleGrants extends ObjectGrants {
  /** @throws AccessError for a block of `latchkey/l1` whose account no AccessProvider opens */
  static from(role: GrantedObject<"role"> | BoundBlock): RoleGrants {
    return new RoleGrants("role", role);
  }
}
