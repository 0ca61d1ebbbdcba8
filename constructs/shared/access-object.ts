import type { Construct } from "constructs";
import { AccessProvider, type IAccessConstruct } from "../access-provider.ts";
import { AccessConstruct } from "./access-construct.ts";
import { type ConstructErrorParts, createConstructError } from "./construct-error.ts";

/** Holds an id: a Terraform block, or the given id itself. */
export interface Identity {
  readonly id: string;
}

export interface AccessObjectProps {
  readonly name: string | undefined;
  /** What is wrong with what was given. @default nothing */
  readonly fault?: Pick<ConstructErrorParts, "message" | "advice"> | undefined;
  readonly provider?: AccessProvider | undefined;
  /** Finds the existing object. Left out by a construct that creates a resource, which overrides `identity`. */
  readonly find?: (at: AccessObject) => Identity;
}

/** Something with an id in a vendor's account, whether it is created here or already exists. */
export class AccessObject extends AccessConstruct implements IAccessConstruct {
  /** The provider whose account it belongs to. */
  readonly provider: AccessProvider;
  /** What the vendor calls it. Undefined if only the id is known. */
  readonly name: string | undefined;
  readonly #existing: Identity | undefined;
  #id: string | undefined;

  constructor(scope: Construct, id: string, { name, provider, find, fault }: AccessObjectProps) {
    super(scope, id);
    if (fault !== undefined) throw createConstructError(this, { code: "invalid_value", ...fault });
    this.provider = AccessProvider.of(this, provider);
    this.name = name;
    this.#existing = find?.(this);
  }

  protected get identity(): Identity {
    if (this.#existing !== undefined) return this.#existing;
    throw new Error(`${this.node.path} has no identity: its class must pass find or override identity`);
  }

  /** The vendor's id of it: a token where only Terraform knows it. */
  get id(): string {
    // A block creates a new token for each read, and CDKTF keeps all of them.
    this.#id ??= this.identity.id;
    return this.#id;
  }
}
