import { Grant, type GrantOptions, type IRole, type ISubject } from "../grant.ts";
import { AccessObject } from "./access-object.ts";

/** What every role can do. */
export class RoleBase extends AccessObject implements IRole {
  readonly noun = "role";

  /** Grants the role to a subject; the same as the subject's `addRole`. */
  bindTo(subject: ISubject, options?: GrantOptions): Grant {
    return Grant.of(this, subject, options);
  }
}
