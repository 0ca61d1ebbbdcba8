import { Construct } from "constructs";
import { type AccessProvider, type IAccessConstruct, providerFor } from "./access-provider.ts";
import { DataAccessScope } from "./gen/data-access-scope.ts";

/** A part of the vendor's account on which a role can be held. */
export interface IScope extends IAccessConstruct {
  readonly noun: "scope";
  /** The kind of the part, in the vendor's word. */
  readonly type: string;
  /** The vendor's id of it. */
  readonly id: string;
}

export interface ScopeById {
  /** The kind of the part, in the vendor's word. */
  readonly type: string;
  readonly id: string;
  /**
   * The account in which it exists.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

export interface ScopeByName {
  /** The kind of the part, in the vendor's word. */
  readonly type: string;
  readonly name: string;
  /**
   * The part that it lies in, where its name is not unique.
   *
   * @default - it is looked for everywhere
   */
  readonly parent?: IScope;
  /**
   * The account in which it exists.
   *
   * @default - that of the parent, else the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

/** A part of the vendor's account, such as a workspace, a space or a project. It exists already. */
export class Scope extends Construct implements IScope {
  static fromId(scope: Construct, id: string, { type, id: value, provider }: ScopeById): IScope {
    return new Scope(scope, id, { type, provider: providerFor(scope, provider), idOf: () => value });
  }

  /** Looked up by its name when Terraform plans. */
  static fromName(scope: Construct, id: string, { type, name, parent, provider }: ScopeByName): IScope {
    const owner = providerFor(scope, provider ?? parent?.provider);
    const parentId = parent?.id;
    return new Scope(scope, id, {
      type,
      provider: owner,
      idOf: (at) => new DataAccessScope(at, "Resource", { type, name, parentId, provider: owner }).id,
    });
  }

  readonly noun = "scope";
  readonly type: string;
  readonly id: string;
  readonly provider: AccessProvider;

  private constructor(
    scope: Construct,
    id: string,
    given: { readonly type: string; readonly provider: AccessProvider; readonly idOf: (at: Construct) => string },
  ) {
    super(scope, id);
    this.type = given.type;
    this.provider = given.provider;
    this.id = given.idOf(this);
  }
}
