import { Construct, Dependable, type IConstruct, type IDependable } from "constructs";
import type { IAccessConstruct } from "./access-provider.ts";
import { RoleBinding, type RoleBindingConfig } from "./gen/role-binding.ts";
import { CombinedGrant, type IGrant } from "./combined-grant.ts";
import type { Instant } from "./instant.ts";
import type { Permission } from "./permission.ts";
import type { RoleGrants } from "./role-grants.ts";
import type { IScope } from "./scope.ts";
import { type ITerraformDependable, type TerraformResource, TerraformStack, Token } from "./shared/cdktf.ts";
import { createConstructError } from "./shared/construct-error.ts";
import { findGrantCause, type GrantCause } from "./shared/grant-cause.ts";
import { registerGrant } from "./shared/grant-order.ts";
import { findGrantRoute, type SubjectAttribute } from "./shared/grant-route.ts";
import { importInto } from "./shared/import-into.ts";
import { completeConfiguration } from "./shared/noun-configuration.ts";
import { checkSameAccount } from "./shared/same-account.ts";
import { checkProps, type PropKinds } from "./shared/props.ts";
import { formatOptionalInstant } from "./shared/time-text.ts";

export interface GrantOptions {
  /**
   * The part of the vendor's account that the role is granted on.
   *
   * @default - the whole account, or what the role itself says
   */
  readonly on?: IScope;
  /**
   * Why the role is granted, for reviewers. It is kept in state and never sent to the vendor.
   *
   * @default - none
   */
  readonly reason?: string;
  /**
   * When the role should be taken away, for reviewers: nothing takes it away automatically. It is kept in state and never
   * sent to the vendor.
   *
   * @default - it is meant to stay
   */
  readonly until?: Instant;
}

/** A role by its name. A data source finds it: one in each account, made on first use. */
export interface RoleReference {
  /** The vendor that has the role. */
  readonly vendor: string;
  /** The vendor's name of the role. */
  readonly name: string;
}

/**
 * A group that holds only one subject.
 *
 * @internal
 */
export interface OwnGroup {
  readonly group: ISubject;
  /** What puts the subject into the group. */
  readonly membership: TerraformResource;
}

/** Someone or something that can hold a role. */
export interface ISubject extends IAccessConstruct {
  /**
   * How a role binding refers to it: exactly one of the three.
   *
   * @internal
   */
  readonly bindingSubject: Pick<RoleBindingConfig, SubjectAttribute>;
  /** Undefined if only the id is known. */
  readonly name: string | undefined;
  /** Grants it a role; the same as the role's `bindTo`. */
  addRole(role: IRole | RoleReference, options?: GrantOptions): Grant;
  /**
   * The group created for this subject, for vendors that grant roles to groups only. Left out if it is never in a group.
   *
   * @internal
   */
  ownGroup?(): OwnGroup;
  /**
   * Adds to its list of roles, for vendors that keep roles on the account. Left out if it has no such list.
   *
   * @internal
   */
  listRole?(role: IRole): TerraformResource;
}

/** A role, whether it is created here or already exists. */
export interface IRole extends IAccessConstruct {
  readonly noun: "role";
  /** The vendor's id of the role. */
  readonly id: string;
  /** Undefined if only the id is known. */
  readonly name: string | undefined;
  /** What it permits, as far as it is known at synth; undefined where only the vendor knows it. */
  readonly permissions: readonly Permission[] | undefined;
  /** Gives other roles permissions on this one, where the vendor's permissions can name single roles. */
  readonly grants: RoleGrants;
  /** Grants it to a subject; the same as the subject's `addRole`. */
  bindTo(subject: ISubject, options?: GrantOptions): Grant;
}

const bindingNoun = { type: "role_binding" };

const grantsByResource = new WeakMap<IConstruct, Grant>();

/** Identifies a role below its subject: by its name for a role that was made for a reference, else by its path. */
function toRoleIdPart(role: IRole, subject: ISubject): string {
  if (role.node.scope === role.provider && role.name !== undefined) return role.name;
  const stack = TerraformStack.of(role);
  const isInSameStack = stack === TerraformStack.of(subject);
  return isInSameStack ? role.node.path.slice(stack.node.path.length + 1) : role.node.path;
}

function findSubjectAttribute({ bindingSubject }: ISubject): SubjectAttribute {
  if (bindingSubject.groupId !== undefined) return "groupId";
  return bindingSubject.memberId === undefined ? "serviceAccountId" : "memberId";
}

interface GrantRequest {
  readonly role: IRole;
  readonly subject: ISubject;
  readonly options: GrantOptions;
}

function toScopeArgument(subject: ISubject, { on }: GrantOptions): Pick<RoleBindingConfig, "scope"> {
  if (on === undefined) return {};
  checkSameAccount(subject, `the scope ${on.node.path}`, on);
  return { scope: { type: on.type, id: on.id } };
}

/** Nothing takes a role away by itself: somebody has to. Checked at synth, as an acceptance is. */
function checkEnd({ role, subject, options }: GrantRequest): void {
  const until = formatOptionalInstant(options.until);
  if (until === undefined || Token.isUnresolved(until)) return;
  subject.node.addValidation({
    validate: () => {
      if (Date.parse(until) > Date.now()) return [];
      const what = `the role ${role.node.path} is granted until ${until}, which is over`;
      return [`${subject.node.path}: ${what}. Take the grant out, or set a later \`until\`.`];
    },
  });
}

function createBinding(id: string, request: GrantRequest, group: OwnGroup | undefined): RoleBinding {
  const { role, subject, options } = request;
  checkEnd(request);
  const holder = group?.group ?? subject;
  const config = completeConfiguration(subject, bindingNoun, {
    roleId: role.id,
    ...holder.bindingSubject,
    ...toScopeArgument(subject, options),
    reason: options.reason,
    until: formatOptionalInstant(options.until),
  });
  return new RoleBinding(subject, id, group === undefined ? config : { ...config, dependsOn: [group.membership] });
}

function addToRoleList({ role, subject, options }: GrantRequest): TerraformResource {
  const { title } = subject.provider.facts;
  if (subject.listRole === undefined) {
    throw createConstructError(subject, {
      code: "unsupported",
      message: `${title} keeps roles on the account itself, and this account is not made here.`,
      advice: "Create the account here, or grant the role where the account is created.",
    });
  }
  const [option] = Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (option === undefined) return subject.listRole(role);
  throw createConstructError(subject, {
    code: "unsupported",
    message: `${title} keeps roles on the account itself, where \`${option}\` cannot be stored.`,
    advice: `Leave \`${option}\` out, and write it in a comment.`,
  });
}

const optionKinds: PropKinds<GrantOptions> = { on: "construct", reason: "text", until: "instant" };

// A scope is identified by its path.
function toOptionsKey({ on, ...options }: GrantOptions): string {
  return JSON.stringify({ ...options, on: on?.node.path });
}

/** A role granted to one subject. Others can wait for it: `dependsOn: [grant]`, or `node.addDependency(grant)`. */
export class Grant implements IGrant, IDependable, ITerraformDependable {
  readonly role: IRole;
  readonly subject: ISubject;
  /** What grants the role: a role binding, or the account where the vendor keeps roles on it. */
  readonly resource: TerraformResource;
  readonly #options: string;

  /**
   * Grants a role to a subject. The same role, subject and scope give the same grant. Where the vendor grants roles to
   * groups only, a group is created for the subject.
   *
   * @throws AccessError if the vendor cannot grant it, or it is granted already with other options
   */
  static of(role: IRole, subject: ISubject, given?: GrantOptions): Grant {
    if (!Construct.isConstruct(subject)) {
      throw createConstructError(role, {
        code: "invalid_value",
        message: `bindTo: the subject is ${subject === null || subject === undefined ? String(subject) : "no construct"}.`,
        advice: "Pass an account, a key, a group or a member.",
      });
    }
    const options = given ?? {};
    checkProps({ scope: subject, id: null, class: "addRole" }, options, optionKinds);
    checkSameAccount(subject, `the role ${role.node.path}`, role);
    const request = { role, subject, options };
    const route = findGrantRoute(subject, findSubjectAttribute(subject));
    if (route === "list") return new Grant(request, addToRoleList(request));
    const scopePart = options.on === undefined ? "" : `-on-${options.on.node.id}`;
    const id = `role-${toRoleIdPart(role, subject)}${scopePart}`;
    const child = subject.node.tryFindChild(id);
    const existing = child === undefined ? undefined : grantsByResource.get(child);
    if (existing === undefined) {
      const group = route === "group" ? subject.ownGroup?.() : undefined;
      return new Grant(request, createBinding(id, request, group));
    }
    if (existing.role === role && existing.#options === toOptionsKey(options)) return existing;
    throw createConstructError(subject, {
      code: "invalid_value",
      message: `it already holds the role ${existing.role.node.path}, and is granted ${role.node.path} with other options.`,
      advice: "Grant the role once, with one `reason` and one `until`.",
    });
  }

  private constructor({ role, subject, options }: GrantRequest, resource: TerraformResource) {
    this.role = role;
    this.subject = subject;
    this.resource = resource;
    this.#options = toOptionsKey(options);
    grantsByResource.set(resource, this);
    registerGrant(resource);
    Dependable.implement(this, { dependencyRoots: [resource] });
  }

  /** What the role permits, as far as it is known at synth: a copy. Undefined where only the vendor knows it. */
  get permissions(): readonly Permission[] | undefined {
    return this.role.permissions;
  }

  /** The line of code that grants it. */
  get cause(): GrantCause {
    return findGrantCause(this.resource);
  }

  /** Both as one, to wait for. */
  combine(...others: readonly IGrant[]): CombinedGrant {
    return CombinedGrant.of(this, ...others);
  }

  /**
   * Manages a binding that exists from the next deploy on, by its import id: docs/resources/role_binding.md#import.
   *
   * @throws AccessError where the vendor keeps roles on the account itself
   */
  importFrom(id: string): this {
    if (this.resource instanceof RoleBinding) importInto(this.subject, this.resource, id);
    else {
      throw createConstructError(this.subject, {
        code: "unsupported",
        message: "importFrom: the role is part of the account, and there is no binding to import.",
        advice: "Import the account.",
      });
    }
    return this;
  }

  /** Terraform's address of the resource that grants the role. */
  get fqn(): string {
    return this.resource.fqn;
  }
}
