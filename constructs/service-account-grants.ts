import { type BoundBlock, type GrantedObject, ObjectGrants } from "./shared/object-grants.ts";

/**
 * Gives roles permissions on one service account: `account.grants.attach(role)`. A block of `latchkey/l1` has them too, by
 * `ServiceAccountGrants.from(block)`.
 */
export class ServiceAccountGrants extends ObjectGrants {
  /** @throws AccessError for a block of `latchkey/l1` whose account no AccessProvider opens */
  static from(account: GrantedObject<"service_account"> | BoundBlock): ServiceAccountGrants {
    return new ServiceAccountGrants("service_account", account);
  }
}
