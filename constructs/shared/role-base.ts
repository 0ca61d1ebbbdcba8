import { Grant, type GrantOptions, type IRole, type ISubject } from "../grant.ts";
import type { Permission } from "../permission.ts";
import { RoleGrants } from "../role-grants.ts";
import { AccessObject } from "./access-object.ts";

/** What every role can do. */
export class RoleBase extends AccessObject implements IRole {
  readonly noun = "role";

  /** Gives other roles permissions on this one. */
  get grants(): RoleGrants {
    return RoleGrants.from(this);
  }

  /** What the role permits, as far as it is known at synth: a copy. */
  get permissions(): readonly Permission[] | undefined {
    const { name: vendor, permissions } = this.provider.facts;
    const { name } = this;
    if (name === undefined || !Object.hasOwn(permissions.managedRoles, name)) return undefined;
    return permissions.managedRoles[name]?.map(({ action, resource, selectors }) => {
      return { vendor, action, resource, ...(selectors === null ? {} : { selectors: [...selectors] }) };
    });
  }

  /** Grants the role to a subject; the same as the subject's `addRole`. */
  bindTo(subject: ISubject, options?: GrantOptions): Grant {
    return Grant.of(this, subject, options);
  }
}
