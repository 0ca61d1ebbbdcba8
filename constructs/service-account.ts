import type { Construct } from "constructs";
import type { AccessProvider } from "./access-provider.ts";
import { DataAccessServiceAccount } from "./gen/data-access-service-account.ts";
import { ServiceAccount as Resource } from "./gen/service-account.ts";
import type { IRole, ISubject, OwnGroup, RoleReference } from "./grant.ts";
import type { ById, ByName } from "./reference.ts";
import { Lazy } from "./shared/cdktf.ts";
import { createConstructError } from "./shared/construct-error.ts";
import { ensureDedicatedGroup } from "./shared/dedicated-group.ts";
import { keepsRoleList } from "./shared/grant-route.ts";
import { importInto } from "./shared/import-into.ts";
import { lookUpById, lookUpByName } from "./shared/look-up.ts";
import { completeConfiguration, readOwnArguments, completeLookUp } from "./shared/noun-configuration.ts";
import { resolveRole } from "./shared/role-reference.ts";
import { checkSameAccount } from "./shared/same-account.ts";
import { SubjectBase } from "./shared/subject-base.ts";
import type { OwnArguments } from "./vendor-arguments.ts";
import { checkProps, type PropKinds } from "./shared/props.ts";
import { ServiceAccountGrants } from "./service-account-grants.ts";

export interface ServiceAccountProps {
  /**
   * The name of the account.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * What the account is for. Some vendors do not support it: docs/resources/service_account.md#by-vendor
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * Arguments that only this vendor has, as its vocabulary makes them.
   *
   * @default - none
   */
  readonly own?: OwnArguments;
  /**
   * Exactly the roles that the account holds: a deploy removes roles granted elsewhere. An empty list means none. It
   * cannot be combined with `addRole` or `bindTo`. Leaving it out again removes no role.
   *
   * @default - the account holds what `addRole` grants, and what is granted elsewhere
   */
  readonly exclusiveRoles?: readonly (IRole | RoleReference)[];
  /**
   * Whether people add keys of their own to the account, so that drift does not report those keys. It is kept in state
   * and never sent to the vendor.
   *
   * @default false
   */
  readonly keysByHolders?: boolean;
  /**
   * The provider of the account in which it is created.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

/** A non-human identity, whether it is created here or already exists. */
export interface IServiceAccount extends ISubject {
  readonly noun: "service_account";
  /** The vendor's id of the account. */
  readonly id: string;
  /** Gives roles permissions on this account, where the vendor's permissions can name single accounts. */
  readonly grants: ServiceAccountGrants;
}

const noun = { type: "service_account" };

class ServiceAccountBase extends SubjectBase implements IServiceAccount {
  readonly noun = "service_account";

  /** @internal */
  get bindingSubject(): { readonly serviceAccountId: string } {
    return { serviceAccountId: this.id };
  }

  get grants(): ServiceAccountGrants {
    return ServiceAccountGrants.from(this);
  }

  /** @internal */
  ownGroup(): OwnGroup {
    return ensureDedicatedGroup(this);
  }
}

const kinds: PropKinds<ServiceAccountProps> = {
  name: "text",
  description: "text",
  own: "object",
  exclusiveRoles: "objects",
  keysByHolders: "flag",
  provider: "construct",
};

/**
 * A non-human identity: it acts through its keys and cannot log in to a user interface.
 *
 * What each vendor supports, and what a change does there: docs/resources/service_account.md#by-vendor
 */
export class ServiceAccount extends ServiceAccountBase {
  /** An account that exists, by the vendor's id. Nothing is looked up, so its name is not known. */
  static fromId(scope: Construct, id: string, value: string | ById): IServiceAccount {
    return new ServiceAccountBase(scope, id, lookUpById(value));
  }

  /** An account that exists, found by its name when Terraform plans. */
  static fromName(scope: Construct, id: string, name: string | ByName): IServiceAccount {
    const account = lookUpByName(
      name,
      (at, given) => new DataAccessServiceAccount(at, "Resource", completeLookUp(at, { name: given })),
    );
    return new ServiceAccountBase(scope, id, account);
  }

  declare readonly name: string;
  readonly resource: Resource;
  readonly #roles = new Set<IRole>();
  readonly #isExclusive: boolean;

  /** @throws AccessError for a value that the vendor does not accept, and where the vendor has no service accounts */
  constructor(scope: Construct, id: string, props: ServiceAccountProps = {}) {
    checkProps({ scope, id, class: "ServiceAccount" }, props, kinds);
    super(scope, id, { name: props.name ?? id, provider: props.provider });
    const { description, keysByHolders, exclusiveRoles } = props;
    this.#isExclusive = exclusiveRoles !== undefined;
    const listed = keepsRoleList(this.provider.facts) ? this.#listRolesAtSynth() : undefined;
    const roleIds = exclusiveRoles?.map((role) => this.#roleId(role)) ?? listed;
    const own = readOwnArguments(this, props.own);
    const config = { name: this.name, description, roleIds, keysByHolders, ...own };
    this.resource = new Resource(this, "Resource", completeConfiguration(this, noun, config));
  }

  protected override get identity(): Resource {
    return this.resource;
  }

  /** Manages an account that exists from the next deploy on, by its import id: docs/resources/service_account.md#import. */
  importFrom(id: string): this {
    return importInto(this, this.resource, id);
  }

  /** The ids of the roles that are kept on the account: complete once the whole stack is written. */
  #listRolesAtSynth(): string[] {
    const { title, nouns } = this.provider.facts;
    const isRequired = nouns["service_account"]?.attributes["roleIds"]?.isRequired === true;
    this.node.addValidation({
      validate: () =>
        isRequired && !this.#isExclusive && this.#roles.size === 0
          ? [`${this.node.path}: a service account of ${title} needs at least one role. Grant it one with addRole(…).`]
          : [],
    });
    return Lazy.listValue({ produce: () => [...this.#roles].map(({ id }) => id) }, { omitEmpty: true });
  }

  /** @internal */
  listRole(role: IRole): Resource {
    this.#roles.add(role);
    return this.resource;
  }

  /** @internal */
  override get bindingSubject(): { readonly serviceAccountId: string } {
    if (!this.#isExclusive) return super.bindingSubject;
    throw createConstructError(this, {
      code: "invalid_value",
      message: "a role is granted in addition to `exclusiveRoles`, which lists all roles of the account.",
      advice: "Add the role to that list, or leave `exclusiveRoles` out and grant each role with addRole.",
    });
  }

  #roleId(given: IRole | RoleReference): string {
    const role = resolveRole(this, given);
    checkSameAccount(this, `the role ${role.node.path}`, role);
    return role.id;
  }

  /** The email address that the vendor gave the account: a token. */
  get email(): string {
    return this.resource.email;
  }
}
