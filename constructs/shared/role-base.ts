import { Construct } from "constructs";
import type { AccessProvider } from "./access-provider.ts";
import { DataAccessRole } from "./gen/data-access-role.ts";
import { Grant, type GrantOptions, type IRole, type ISubject } from "./grant.ts";
import { type ById, type ByName, foundById, foundByName } from "./lookup.ts";

/** What every role can do, however it came here. */
export abstract class RoleBase extends Construct implements IRole {
  readonly noun = "role";
  abstract readonly provider: AccessProvider;
  abstract readonly id: string;
  abstract readonly name: string | undefined;

  bindTo(subject: ISubject, options?: GrantOptions): Grant {
    return Grant.of(this, subject, options);
  }
}

/** A role that exists, by its id: nothing else is known of it. */
export class RoleById extends RoleBase {
  readonly provider: AccessProvider;
  readonly id: string;
  readonly name = undefined;

  constructor(scope: Construct, id: string, given: string | ById) {
    super(scope, id);
    const { value, provider } = foundById(this, given);
    this.provider = provider;
    this.id = value;
  }
}

/** A role that exists, looked up by its name. */
export class RoleByName extends RoleBase {
  readonly provider: AccessProvider;
  readonly name: string;
  readonly resource: DataAccessRole;
  #id: string | undefined;

  constructor(scope: Construct, id: string, given: string | ByName) {
    super(scope, id);
    const { value: name, provider } = foundByName(this, given);
    this.provider = provider;
    this.name = name;
    this.resource = new DataAccessRole(this, "Resource", { name, provider });
  }

  get id(): string {
    this.#id ??= this.resource.id;
    return this.#id;
  }
}
