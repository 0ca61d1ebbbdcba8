import { Construct } from "constructs";
import { AccessError } from "#access/model/errors.ts";
import { AccessProvider, type IAccessConstruct } from "../access-provider.ts";
import { type IEditableRole, PermissionGrant } from "../permission-grant.ts";
import { AccessObject } from "./access-object.ts";
import { TerraformDataSource, TerraformResource } from "./cdktf.ts";
import { createConstructError } from "./construct-error.ts";
import { describeValue } from "./props.ts";
import { rememberUses } from "./same-account.ts";

/** An object of the vendor that permissions can name. */
export interface GrantedObject<Noun extends string = string> extends IAccessConstruct {
  readonly noun: Noun;
  readonly id: string;
  readonly name: string | undefined;
}

/** A block of the generated bindings, which knows its account by its provider block. */
export type BoundBlock = (TerraformResource | TerraformDataSource) & { readonly id: string; readonly name: string };

function isBlock(given: IAccessConstruct | BoundBlock): given is BoundBlock {
  return TerraformResource.isTerraformResource(given) || TerraformDataSource.isTerraformDataSource(given);
}

const wrapper = "Grants";

/** A block as an object of its account. @throws AccessError if no AccessProvider opens it */
function wrapBlock(block: BoundBlock): AccessObject {
  const { provider, id, name } = block;
  const known = block.node.tryFindChild(wrapper);
  if (known instanceof AccessObject) return known;
  const own = provider instanceof AccessProvider ? provider : undefined;
  return new AccessObject(block, wrapper, { name, provider: own, find: () => ({ id }) });
}

/** Gives roles permissions on one object, where the vendor's permissions can name single objects. */
export abstract class ObjectGrants {
  readonly #object: Omit<GrantedObject, "noun">;
  readonly #noun: string;

  protected constructor(noun: string, given: GrantedObject | BoundBlock) {
    if (!Construct.isConstruct(given)) {
      const advice = "Pass a construct of this package, or a block of latchkey/l1.";
      throw new AccessError("invalid_value", `grants: what they are on is ${describeValue(given)}. ${advice}`, {
        advice,
      });
    }
    this.#noun = noun;
    this.#object = isBlock(given) ? wrapBlock(given) : given;
  }

  /** Lets holders of a role read it. @throws AccessError as `actions` */
  read(role: IEditableRole): PermissionGrant {
    return this.actions(role, ["read"]);
  }

  /** Lets holders of a role attach something to it. @throws AccessError as `actions` */
  attach(role: IEditableRole): PermissionGrant {
    return this.actions(role, ["attach"]);
  }

  /**
   * Lets holders of a role do something with it, in the vendor's words.
   *
   * @throws AccessError for an action that the vendor does not have on single objects, for an empty list, for a vendor whose
   * permissions name no single objects, and for a role that is not created here or is of another account
   */
  actions(role: IEditableRole, actions: readonly string[]): PermissionGrant {
    const { facts } = this.#object.provider;
    const { resource, selector, legal } = this.#findSelector();
    if (typeof role?.addPermissions !== "function") {
      this.#refuse("the role that gets the permission is not made here.", "Pass a CustomRole.");
    }
    if (!Array.isArray(actions)) this.#refuse("`actions` is no list.", `Pass some of: ${legal.join(", ")}.`);
    if (actions.length === 0) {
      this.#refuse("`actions` is an empty list, which would grant nothing.", `Name some of: ${legal.join(", ")}.`);
    }
    const illegal = actions.find((action) => !legal.includes(action));
    if (illegal !== undefined) {
      this.#refuse(
        `${facts.title} does not have the action "${illegal}" on a single ${resource}.`,
        `Use one of: ${legal.join(", ")}.`,
      );
    }
    const permissions = [...new Set(actions)].map((action) => {
      return rememberUses({ vendor: facts.name, action, resource, selectors: [selector] }, [this.#object]);
    });
    return PermissionGrant.of(role, permissions);
  }

  #refuse(message: string, advice: string): never {
    throw createConstructError(this.#object, { code: "permission_invalid", message, advice });
  }

  #findSelector(): { readonly resource: string; readonly selector: string; readonly legal: readonly string[] } {
    const { provider, id, name } = this.#object;
    const { facts } = provider;
    const { objects = {} } = facts.permissions;
    const object = Object.hasOwn(objects, this.#noun) ? objects[this.#noun] : undefined;
    if (object === undefined) {
      this.#refuse(
        `permissions of ${facts.title} do not name single objects of this kind.`,
        "Write the permission into the role, and bind the role where it should hold.",
      );
    }
    const selector = object.by === "id" ? id : name;
    if (selector === undefined) {
      this.#refuse(
        `permissions of ${facts.title} name it by its name, but only its id is known.`,
        "Look it up with fromName.",
      );
    }
    return { resource: object.resource, selector, legal: object.actions };
  }
}
