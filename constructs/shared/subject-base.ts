import { Grant, type GrantOptions, type IRole, type ISubject, type RoleReference } from "../grant.ts";
import { AccessObject } from "./access-object.ts";
import { resolveRole } from "./role-reference.ts";

/** What everyone who can hold a role can do. */
export abstract class SubjectBase extends AccessObject implements ISubject {
  /** @internal */
  abstract readonly bindingSubject: ISubject["bindingSubject"];

  /** Grants it a role; the same as the role's `bindTo`. */
  addRole(role: IRole | RoleReference, options?: GrantOptions): Grant {
    return Grant.of(resolveRole(this, role), this, options);
  }
}
