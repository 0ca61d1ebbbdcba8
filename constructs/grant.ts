import { Dependable, type IConstruct, type IDependable } from "constructs";
import { roleBinding as definition } from "#access/model/nouns/resources/role-binding.ts";
import { checkSameVendor, type IAccessConstruct } from "./access-provider.ts";
import { type ITerraformDependable, type TerraformResource, TerraformStack } from "./cdk.ts";
import { RoleBinding, type RoleBindingConfig } from "./gen/role-binding.ts";
import { registerGrant } from "./grant-order.ts";
import { routeOf, type SubjectAttribute } from "./grant-route.ts";
import { type Instant, instantText } from "./instant.ts";
import { checkConfiguration, refusal } from "./refusal.ts";
import type { IScope } from "./scope.ts";

export interface GrantOptions {
  /**
   * Where the role holds: a part of the vendor's account.
   *
   * @default - everywhere, or where the role itself says
   */
  readonly on?: IScope;
  /**
   * Why it is given: for reviewers. It is kept in state and never sent to the vendor.
   *
   * @default - no reason is kept
   */
  readonly reason?: string;
  /**
   * When it should be taken away again: for reviewers, as nothing takes it away by itself. It is kept in state and never
   * sent to the vendor.
   *
   * @default - it is meant to stay
   */
  readonly until?: Instant;
}

/** A role by its name alone, of which a data source is made on first use. */
export interface RoleReference {
  readonly vendor: string;
  readonly name: string;
}

/** A group that one subject alone is in. */
export interface OwnGroup {
  readonly group: ISubject;
  readonly membership: TerraformResource;
}

/** Whoever can hold a role. */
export interface ISubject extends IAccessConstruct {
  /** How a role binding names it. */
  readonly bindingSubject: Pick<RoleBindingConfig, SubjectAttribute>;
  /** Undefined where it is known by its id alone. */
  readonly name: string | undefined;
  /** Gives it a role; the same as the role's `bindTo`. */
  addRole(role: IRole | RoleReference, options?: GrantOptions): Grant;
  /** The group that is made for it where the vendor gives roles to groups only. Left out: it is never in a group. */
  ownGroup?(): OwnGroup;
  /** Adds to the roles that are written on it, where the vendor keeps them so. Left out: there is no such list. */
  listRole?(role: IRole): TerraformResource;
}

/** A role, whether it is made here or exists already. */
export interface IRole extends IAccessConstruct {
  readonly noun: "role";
  /** The vendor's id of it. */
  readonly id: string;
  /** Undefined where it is known by its id alone. */
  readonly name: string | undefined;
  /** Gives it to a subject; the same as the subject's `addRole`. */
  bindTo(subject: ISubject, options?: GrantOptions): Grant;
}

const grants = new WeakMap<IConstruct, Grant>();

/** Where the role stands, seen from the subject; the name of a role that was made for a name. */
function placeOf(role: IRole, subject: ISubject): string {
  if (role.node.scope === role.provider && role.name !== undefined) return role.name;
  const stack = TerraformStack.of(role);
  const isNear = stack === TerraformStack.of(subject);
  return isNear ? role.node.path.slice(stack.node.path.length + 1) : role.node.path;
}

function attributeOf({ bindingSubject }: ISubject): SubjectAttribute {
  if (bindingSubject.groupId !== undefined) return "groupId";
  return bindingSubject.memberId === undefined ? "serviceAccountId" : "memberId";
}

interface Given {
  readonly role: IRole;
  readonly subject: ISubject;
  readonly options: GrantOptions;
}

function scopeOf(subject: ISubject, { on }: GrantOptions): Pick<RoleBindingConfig, "scope"> {
  if (on === undefined) return {};
  checkSameVendor(subject, { what: `the scope ${on.node.path}`, vendor: on.provider.facts.name });
  return { scope: { type: on.type, id: on.id } };
}

function bind(id: string, { role, subject, options }: Given, own: OwnGroup | undefined): RoleBinding {
  const holder = own?.group ?? subject;
  const config = {
    roleId: role.id,
    ...holder.bindingSubject,
    ...scopeOf(subject, options),
    reason: options.reason,
    until: options.until === undefined ? undefined : instantText(options.until),
  };
  checkConfiguration({ at: subject, definition, facts: subject.provider.facts }, config);
  const dependsOn = own === undefined ? [] : [own.membership];
  return new RoleBinding(subject, id, {
    ...config,
    ...(own === undefined ? {} : { dependsOn }),
    provider: subject.provider,
  });
}

function list({ role, subject, options }: Given): TerraformResource {
  const { title } = subject.provider.facts;
  if (subject.listRole === undefined) {
    throw refusal(subject, {
      code: "unsupported",
      message: `${title} keeps roles on the account itself, which is not made here.`,
      advice: "Make the account here, or give it the role where it is made.",
    });
  }
  const [extra] = Object.keys(options);
  if (extra === undefined) return subject.listRole(role);
  throw refusal(subject, {
    code: "unsupported",
    message: `${title} keeps roles on the account itself, where \`${extra}\` has no place.`,
    advice: `Leave \`${extra}\` out, and say it in a comment.`,
  });
}

// The options that tell one grant from another; a scope is told by its place.
function optionsKey({ on, ...options }: GrantOptions): string {
  return JSON.stringify({ ...options, on: on?.node.path });
}

/** A role given to one subject. Others can wait for it: `dependsOn: [grant]`, or `node.addDependency(grant)`. */
export class Grant implements IDependable, ITerraformDependable {
  readonly role: IRole;
  readonly subject: ISubject;
  /** What gives the role: a binding, or the account where the vendor keeps roles there. */
  readonly resource: TerraformResource;
  readonly #options: string;

  /**
   * Gives a role to a subject, once for a role, a subject and a scope, in the subject's scope. Where the vendor gives roles
   * to groups only, a group is made for the subject.
   */
  static of(role: IRole, subject: ISubject, options: GrantOptions = {}): Grant {
    checkSameVendor(subject, { what: `the role ${role.node.path}`, vendor: role.provider.facts.name });
    const given = { role, subject, options };
    const route = routeOf(subject, attributeOf(subject));
    if (route === "list") return new Grant(given, list(given));
    const place = options.on === undefined ? "" : `-on-${options.on.node.id}`;
    const id = `role-${placeOf(role, subject)}${place}`;
    const child = subject.node.tryFindChild(id);
    const existing = child === undefined ? undefined : grants.get(child);
    if (existing === undefined) {
      return new Grant(given, bind(id, given, route === "group" ? subject.ownGroup?.() : undefined));
    }
    if (existing.role === role && existing.#options === optionsKey(options)) return existing;
    throw refusal(subject, {
      code: "invalid_value",
      message: `it has the role ${existing.role.node.path} already, and gets ${role.node.path} with other options.`,
      advice: "Give the role once, with the reason and the end that hold.",
    });
  }

  private constructor({ role, subject, options }: Given, resource: TerraformResource) {
    this.role = role;
    this.subject = subject;
    this.resource = resource;
    this.#options = optionsKey(options);
    grants.set(resource, this);
    registerGrant(resource);
    Dependable.implement(this, { dependencyRoots: [resource] });
  }

  /** Terraform's address of what gives the role. */
  get fqn(): string {
    return this.resource.fqn;
  }
}
