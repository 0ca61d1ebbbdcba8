import type { Construct } from "constructs";
import type { AccessProvider, IAccessConstruct } from "./access-provider.ts";
import { DataAccessScope } from "./gen/data-access-scope.ts";
import { AccessObject, type AccessObjectProps } from "./shared/access-object.ts";
import { lookUpById, lookUpByName } from "./shared/look-up.ts";
import { completeLookUp } from "./shared/noun-configuration.ts";

/** A part of the vendor's account that a role can be granted on. */
export interface IScope extends IAccessConstruct {
  readonly noun: "scope";
  /** The kind of part, in the vendor's word, such as `workspace`. */
  readonly type: string;
  /** The vendor's id of it. */
  readonly id: string;
}

export interface ScopeById {
  /** The kind of part, in the vendor's word, such as `workspace`. */
  readonly type: string;
  /** The vendor's id of it. */
  readonly id: string;
  /**
   * The provider of the account in which it exists.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

export interface ScopeByName {
  /** The kind of part, in the vendor's word, such as `workspace`. */
  readonly type: string;
  /** What the vendor calls it. */
  readonly name: string;
  /**
   * The part that contains it, where several have the same name.
   *
   * @default - the whole account is searched
   */
  readonly parent?: IScope;
  /**
   * The provider of the account in which it exists.
   *
   * @default - that of the parent, else the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

/** An existing part of the vendor's account, such as a workspace, a space or a project. */
export class Scope extends AccessObject implements IScope {
  /** A part of the account, by the vendor's id. Nothing is looked up. */
  static fromId(scope: Construct, id: string, { type, ...given }: ScopeById): IScope {
    return new Scope(scope, id, { type, ...lookUpById(given) });
  }

  /** A part of the account, found by its name when Terraform plans. */
  static fromName(scope: Construct, id: string, { type, name, parent, provider }: ScopeByName): IScope {
    const parentId = parent?.id;
    const found = lookUpByName(
      { name, provider: provider ?? parent?.provider },
      (at) => new DataAccessScope(at, "Resource", completeLookUp(at, { type, name, parentId })),
    );
    return new Scope(scope, id, { type, ...found });
  }

  readonly noun = "scope";
  readonly type: string;

  private constructor(scope: Construct, id: string, given: AccessObjectProps & { readonly type: string }) {
    super(scope, id, given);
    this.type = given.type;
  }
}
