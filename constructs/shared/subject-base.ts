import { Construct } from "constructs";
import type { AccessProvider } from "./access-provider.ts";
import { Grant, type GrantOptions, type IRole, type ISubject, type RoleReference } from "./grant.ts";
import { roleFor } from "./managed-role.ts";

/** What everyone who can hold a role can do, however they came here. */
export abstract class SubjectBase extends Construct implements ISubject {
  abstract readonly provider: AccessProvider;
  abstract readonly bindingSubject: ISubject["bindingSubject"];
  abstract readonly name: string | undefined;

  addRole(role: IRole | RoleReference, options?: GrantOptions): Grant {
    return Grant.of(roleFor(this, role), this, options);
  }
}
