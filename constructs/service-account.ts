import { Construct } from "constructs";
import { serviceAccount as definition } from "../model/resources/service-account.ts";
import { type AccessProvider, providerFor } from "./access-provider.ts";
import { DataAccessServiceAccount } from "./gen/data-access-service-account.ts";
import { ServiceAccount as Resource } from "./gen/service-account.ts";
import { Grant, type GrantOptions, type IRole, type ISubject, type RoleReference } from "./grant.ts";
import { type ById, type ByName, foundById, foundByName } from "./lookup.ts";
import { roleFor } from "./managed-role.ts";
import { checkConfiguration } from "./refusal.ts";

export interface ServiceAccountProps {
  /**
   * What the account is called.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * What the account is for. Not every vendor keeps one.
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * The vendor's account in which it is made.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

/** A non-human identity, whether it is made here or exists already. */
export interface IServiceAccount extends ISubject {
  readonly noun: "service_account";
  /** The vendor's id of it. */
  readonly id: string;
  /** Undefined where it is known by its id alone. */
  readonly name: string | undefined;
}

abstract class ServiceAccountBase extends Construct implements IServiceAccount {
  readonly noun = "service_account";
  abstract readonly provider: AccessProvider;
  abstract readonly id: string;
  abstract readonly name: string | undefined;

  get bindingSubject(): { readonly serviceAccountId: string } {
    return { serviceAccountId: this.id };
  }

  addRole(role: IRole | RoleReference, options?: GrantOptions): Grant {
    return Grant.of(roleFor(this, role), this, options);
  }
}

class ServiceAccountById extends ServiceAccountBase {
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

class ServiceAccountByName extends ServiceAccountBase {
  readonly provider: AccessProvider;
  readonly name: string;
  readonly resource: DataAccessServiceAccount;
  #id: string | undefined;

  constructor(scope: Construct, id: string, given: string | ByName) {
    super(scope, id);
    const { value: name, provider } = foundByName(this, given);
    this.provider = provider;
    this.name = name;
    this.resource = new DataAccessServiceAccount(this, "Resource", { name, provider });
  }

  get id(): string {
    this.#id ??= this.resource.id;
    return this.#id;
  }
}

/** A non-human identity: it acts through its keys and cannot log in to a user interface. */
export class ServiceAccount extends ServiceAccountBase {
  /** An account that exists, by the vendor's id of it. */
  static fromId(scope: Construct, id: string, value: string | ById): IServiceAccount {
    return new ServiceAccountById(scope, id, value);
  }

  /** An account that exists, looked up by its name when Terraform plans. */
  static fromName(scope: Construct, id: string, name: string | ByName): IServiceAccount {
    return new ServiceAccountByName(scope, id, name);
  }

  readonly provider: AccessProvider;
  readonly name: string;
  readonly resource: Resource;
  #id: string | undefined;

  constructor(scope: Construct, id: string, props: ServiceAccountProps = {}) {
    super(scope, id);
    this.provider = providerFor(this, props.provider);
    this.name = props.name ?? id;
    const config = { name: this.name, description: props.description };
    checkConfiguration({ at: this, definition, facts: this.provider.facts }, config);
    this.resource = new Resource(this, "Resource", { ...config, provider: this.provider });
  }

  get id(): string {
    this.#id ??= this.resource.id;
    return this.#id;
  }

  /** The address that the vendor gave it. */
  get email(): string {
    return this.resource.email;
  }
}
