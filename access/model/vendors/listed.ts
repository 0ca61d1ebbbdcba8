import type { AttributesOf, ResourceDefinition } from "../../schema/definition.ts";
import type { Returned } from "../../schema/records.ts";
import type { Traces } from "../statements/traces.ts";
import type { Told } from "./told.ts";

/** What could not be seen of a list. */
export interface Gap {
  /** `objects`: some may be missing, so that the list is not whole. `parts`: something of objects that are listed. */
  readonly of: "objects" | "parts";
  /** What, and why: one or more sentences. */
  readonly says: string;
}

/** Some of the objects of one noun, and what could not be seen so far. */
export interface ListedPage<D extends ResourceDefinition> {
  /** Each as a read returns it after an import. Secrets are not asked for, and not passed on. */
  readonly states: readonly Returned<AttributesOf<D>>[];
  /** What the vendor tells beside each of the states, in their order. @default nothing */
  readonly traces?: readonly Traces[];
  /** @default none */
  readonly gaps?: readonly Gap[];
}

/** Like `ListedPage`, of what Terraform does not manage. */
export interface ToldPage {
  readonly told: readonly Told[];
  /** @default none */
  readonly gaps?: readonly Gap[];
}
