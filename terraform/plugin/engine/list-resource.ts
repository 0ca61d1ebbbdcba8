import type { ListResourceDefinition } from "#access/schema/definition.ts";
import type { Call, WithSettings } from "./handler-call.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { AnyRecord } from "./plan.ts";

/** An object that a list found. */
export interface ListedItem {
  /** What a user knows it by: one line. */
  readonly displayName: string;
  /** As a read returns it after an import: its identity follows from it. */
  readonly state: AnyRecord;
}

/** Implements the list of one resource. */
export interface ListHandlers<C, S> {
  /** As for a resource. Arguments that are not set are null. */
  validate?(request: { readonly config: AnyRecord } & WithSettings<S>): readonly Diagnostic[];
  /**
   * Finds objects, page by page: a page is read when it is asked for, so that none is read for nothing. Throw to end the
   * list; what `warn` was given is shown before the next object.
   */
  list(request: { readonly config: AnyRecord } & Call<C>): AsyncIterable<readonly ListedItem[]>;
}

/** A list of a resource of the same type, which has an identity. */
export interface ServedListResource<C, S> {
  readonly definition: ListResourceDefinition;
  readonly handlers: ListHandlers<C, S>;
}
