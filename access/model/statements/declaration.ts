import type { AttributesOf, DataSourceDefinition, ResourceDefinition } from "../../schema/definition.ts";
import type { Proposed } from "../../schema/records.ts";
import type { AccountKey } from "./account.ts";
import type { Ref, Space } from "./ref.ts";
import type { Identity, Place, Statement } from "./statement.ts";

/** A statement without its cause, which is the instance that says it. */
export type Saying = (Statement extends infer S ? (S extends Statement ? Omit<S, "cause"> : never) : never) & {
  /** The attribute that says it. @default the whole instance */
  readonly attribute?: string;
};

/** How an instance refers to itself and to others. */
export interface Speaker {
  readonly account: AccountKey;
  /** Every way to refer to the instance itself, by its `id`, its address and, if one is given, its name. */
  self(space: Space, name?: unknown): Identity;
  /** A leaf with an id. Null if there is none. */
  refer(space: Space, leaf: unknown): Ref | null;
  /** Each id of a set; one unknown reference for a set that is not known. */
  referAll(space: Space, leaf: unknown): readonly Ref[];
  /** By name, for vendors that refer so. Null if there is none. */
  referByName(space: Space, leaf: unknown): Ref | null;
  /** `{ type, id }`; null for the whole account. */
  place(leaf: unknown): Place;
  /** A scope by its type and id. */
  scope(type: string, id: unknown): Ref | null;
  /** The scope that contains those of a type, by its id. Null if there is none, or the vendor has no such type. */
  parentScope(type: string, id: unknown): Ref | null;
  /** Whether nobody can set the attribute at this vendor: what it refers to comes with the instance. */
  isOwn(attribute: string): boolean;
}

/** What one instance says about access. Its state is partly unknown. */
export type InstanceStatements = (state: { readonly [attribute: string]: unknown }, at: Speaker) => readonly Saying[];

type Definition = ResourceDefinition | DataSourceDefinition;

/** Declares what a noun says about access. The state is typed by the noun's definition. */
export function declareStatements<D extends Definition>(
  _definition: D,
  say: (state: Proposed<AttributesOf<D>>, at: Speaker) => readonly Saying[],
): InstanceStatements {
  return say as InstanceStatements;
}

/** What is known of a text; null for what is missing or not known yet. */
export function knownText(leaf: unknown): string | null {
  return typeof leaf === "string" ? leaf : null;
}
