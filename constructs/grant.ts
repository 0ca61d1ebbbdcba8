import { Dependable, type IConstruct, type IDependable } from "constructs";
import { roleBinding as definition } from "../model/resources/role-binding.ts";
import { checkSameVendor, type IAccessConstruct } from "./access-provider.ts";
import { type ITerraformDependable, TerraformStack } from "./cdk.ts";
import { RoleBinding, type RoleBindingConfig } from "./gen/role-binding.ts";
import { registerBinding } from "./grant-order.ts";
import { type Instant, instantText } from "./instant.ts";
import { checkConfiguration, refusal } from "./refusal.ts";

export interface GrantOptions {
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

/** Whoever can hold a role. */
export interface ISubject extends IAccessConstruct {
  /** How a role binding names it. */
  readonly bindingSubject: Pick<RoleBindingConfig, "serviceAccountId">;
  /** Gives it a role; the same as the role's `bindTo`. */
  addRole(role: IRole | RoleReference, options?: GrantOptions): Grant;
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

/** A role given to one subject. Others can wait for it: `dependsOn: [grant]`, or `node.addDependency(grant)`. */
export class Grant implements IDependable, ITerraformDependable {
  readonly role: IRole;
  readonly subject: ISubject;
  readonly resource: RoleBinding;
  readonly #options: string;

  /** Makes the binding, once for a role and a subject, in the subject's scope. */
  static of(role: IRole, subject: ISubject, options: GrantOptions = {}): Grant {
    checkSameVendor(subject, { what: `the role ${role.node.path}`, vendor: role.provider.facts.name });
    const id = `role-${placeOf(role, subject)}`;
    const child = subject.node.tryFindChild(id);
    const existing = child === undefined ? undefined : grants.get(child);
    if (existing === undefined) return new Grant(id, { role, subject, options });
    if (existing.role === role && existing.#options === JSON.stringify(options)) return existing;
    throw refusal(subject, {
      code: "invalid_value",
      message: `it has the role ${existing.role.node.path} already, and gets ${role.node.path} with other options.`,
      advice: "Give the role once, with the reason and the end that hold.",
    });
  }

  private constructor(
    id: string,
    given: { readonly role: IRole; readonly subject: ISubject; readonly options: GrantOptions },
  ) {
    const { role, subject, options } = given;
    const config = {
      roleId: role.id,
      ...subject.bindingSubject,
      reason: options.reason,
      until: options.until === undefined ? undefined : instantText(options.until),
    };
    checkConfiguration({ at: subject, definition, facts: subject.provider.facts }, config);
    this.role = role;
    this.subject = subject;
    this.resource = new RoleBinding(subject, id, { ...config, provider: subject.provider });
    this.#options = JSON.stringify(options);
    grants.set(this.resource, this);
    registerBinding(this.resource);
    Dependable.implement(this, { dependencyRoots: [this.resource] });
  }

  /** Terraform's address of the binding. */
  get fqn(): string {
    return this.resource.fqn;
  }
}
