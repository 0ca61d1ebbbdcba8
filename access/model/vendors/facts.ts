import type { Attributes } from "../../schema/attribute.ts";
import type { Algebra, Permission } from "../permissions/permission.ts";

/** What a vendor makes of one attribute that the model declares in its widest form. */
export interface AttributeRule {
  /** The vendor has nothing for it; the text says what to do instead. */
  readonly unsupported?: string;
  /** The vendor cannot do without it; an empty set is none. */
  readonly isRequired?: boolean;
  /** The vendor cannot change it in place: a change makes a new thing. */
  readonly isImmutable?: boolean;
  /** What is wrong with a value, or with one of a set's or a map's, to complete "`name` is …"; undefined where nothing is. */
  readonly problem?: (value: string) => string | undefined;
  /** The same of the fields of a nested record, by their names. */
  readonly fieldProblems?: { readonly [field: string]: (value: string) => string | undefined };
}

/** What another provider for the same vendor stores of a noun, so that users can move in without importing. */
export interface MoveFacts {
  /** As in `source`, without the registry's host. */
  readonly fromProvider: string;
  /** That provider's type. */
  readonly fromType: string;
  /** That provider's stored attributes → this noun's; both in snake_case. What is left out is read from the vendor. */
  move(stored: { readonly [name: string]: unknown }): { readonly [name: string]: unknown };
}

/** From what it is known how a vendor's API does a noun. */
export interface Source {
  /**
   * `documented`: the vendor's pages or its API's description have the routes. `inferred`: they follow from such a page.
   * `analogy`: the routes are ours, in the manner of those that the vendor documents.
   */
  readonly kind: "documented" | "inferred" | "analogy";
  /** The vendor's page on it. */
  readonly page: string;
}

export interface NounFacts {
  /** @default nobody has said */
  readonly source?: Source;
  readonly moves?: readonly MoveFacts[];
  /** The vendor's own forms of the import id, in place of the definition's. */
  readonly importForms?: readonly string[];
  /** What the vendor makes of the noun's attributes. */
  readonly attributes: { readonly [name: string]: AttributeRule };
  /** Arguments that this vendor alone has: they are added to the noun, and refused for all others. */
  readonly ownAttributes?: Attributes;
}

export interface PermissionProblem {
  readonly field: "action" | "resource" | "selectors";
  /** What is wrong and what is accepted. */
  readonly message: string;
}

/** A part of a permission that is not known yet is left out of what is checked. */
export interface PartialPermission {
  readonly action?: string | undefined;
  readonly resource?: string | undefined;
  readonly selectors?: readonly string[] | undefined;
}

export interface PermissionFacts extends Algebra {
  problems(permission: PartialPermission): readonly PermissionProblem[];
  /** Reads the vendor's own written form of a role; left out where it has none. @throws AccessError */
  fromJson?(text: string): readonly Permission[];
  /** What the vendor's managed roles hold, by name. */
  readonly managedRoles: { readonly [name: string]: readonly Permission[] };
}

export interface ConnectionFacts {
  /** The vendor's own environment variables, after ours. */
  readonly endpointVariable: string;
  readonly tokenVariable: string;
  /** Left out where there is none and it must be said. */
  readonly defaultEndpoint?: string;
  /** What users are warned of, once a run, where the endpoint is not on their own machine. */
  readonly caution?: string;
}

/** What is known of a vendor without asking it: plain data and pure rules, cheap to load. */
export interface VendorFacts {
  /** As in `vendor = "…"`. */
  readonly name: string;
  /** As its users write it. */
  readonly title: string;
  readonly connection: ConnectionFacts;
  /** The nouns that it has. */
  readonly nouns: { readonly [type: string]: NounFacts };
  /** What to do instead, by a noun that it lacks. Where it says nothing, the nouns that it has are listed. */
  readonly instead?: { readonly [type: string]: string };
  readonly permissions: PermissionFacts;
}
