import { type Construct } from "constructs";
import { nounDefinition } from "#vendors/definitions.ts";
import { type AccessProvider, checkSameVendor, providerFor } from "./access-provider.ts";
import { Lazy } from "./cdk.ts";
import { DataAccessServiceAccount } from "./gen/data-access-service-account.ts";
import { ServiceAccount as Resource } from "./gen/service-account.ts";
import type { IRole, ISubject, OwnGroup, RoleReference } from "./grant.ts";
import { keepsRoleList } from "./grant-route.ts";
import { type ById, type ByName, foundById, foundByName } from "./lookup.ts";
import { roleFor } from "./managed-role.ts";
import { ownGroupOf } from "./own-group.ts";
import { type OwnArguments, ownValues } from "./own-arguments.ts";
import { checkConfiguration, refusal } from "./refusal.ts";
import { SubjectBase } from "./subject.ts";

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
   * What the vendor alone has, as its vocabulary makes it.
   *
   * @default - none
   */
  readonly own?: OwnArguments;
  /**
   * Exactly the roles that the account holds: a deploy takes away what it was given elsewhere. An empty list is none. No
   * `addRole` or `bindTo` goes beside it. Taking it out again removes nothing.
   *
   * @default - its roles are those of `addRole`, and whatever it is given elsewhere
   */
  readonly exclusiveRoles?: readonly (IRole | RoleReference)[];
  /**
   * Whether people add keys of their own to the account, so that drift does not report them. It is kept in state and
   * never sent to the vendor.
   *
   * @default false
   */
  readonly keysByHolders?: boolean;
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
}

abstract class ServiceAccountBase extends SubjectBase implements IServiceAccount {
  readonly noun = "service_account";
  abstract readonly id: string;

  get bindingSubject(): { readonly serviceAccountId: string } {
    return { serviceAccountId: this.id };
  }

  ownGroup(): OwnGroup {
    return ownGroupOf(this);
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
  readonly #roles = new Set<IRole>();
  readonly #isExclusive: boolean;
  #id: string | undefined;

  constructor(scope: Construct, id: string, props: ServiceAccountProps = {}) {
    super(scope, id);
    this.provider = providerFor(this, props.provider);
    this.name = props.name ?? id;
    const { description, keysByHolders, exclusiveRoles } = props;
    this.#isExclusive = exclusiveRoles !== undefined;
    const listed = keepsRoleList(this.provider.facts) ? this.#listed() : undefined;
    const roleIds = exclusiveRoles?.map((role) => this.#roleId(role)) ?? listed;
    const config = { name: this.name, description, roleIds, keysByHolders, ...ownValues(this, props.own) };
    checkConfiguration({ at: this, definition: nounDefinition("service_account"), facts: this.provider.facts }, config);
    this.resource = new Resource(this, "Resource", { ...config, provider: this.provider });
  }

  get id(): string {
    this.#id ??= this.resource.id;
    return this.#id;
  }

  /** The roles that are written on the account: complete when the stack is. */
  #listed(): string[] {
    const { title, nouns } = this.provider.facts;
    this.node.addValidation({
      validate: () =>
        !this.#isExclusive &&
        this.#roles.size === 0 &&
        nouns["service_account"]?.attributes["roleIds"]?.isRequired === true
          ? [`${this.node.path}: a service account of ${title} needs at least one role. Give it one: addRole(…).`]
          : [],
    });
    return Lazy.listValue({ produce: () => [...this.#roles].map(({ id }) => id) }, { omitEmpty: true });
  }

  listRole(role: IRole): Resource {
    this.#roles.add(role);
    return this.resource;
  }

  override get bindingSubject(): { readonly serviceAccountId: string } {
    if (!this.#isExclusive) return super.bindingSubject;
    throw refusal(this, {
      code: "invalid_value",
      message: "its roles are exactly those of `exclusiveRoles`, and it is given one more.",
      advice: "Add the role there, or leave `exclusiveRoles` out and give each role with addRole.",
    });
  }

  #roleId(given: IRole | RoleReference): string {
    const role = roleFor(this, given);
    checkSameVendor(this, { what: `the role ${role.node.path}`, vendor: role.provider.facts.name });
    return role.id;
  }

  /** The address that the vendor gave it. */
  get email(): string {
    return this.resource.email;
  }
}
