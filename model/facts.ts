import type { Atom, Permission } from "./permission.ts";

/** What a vendor makes of one attribute that the model declares in its widest form. */
export interface AttributeRule {
  /** The vendor has nothing for it; the text says what to do instead. */
  readonly unsupported?: string;
  /** The vendor cannot do without it. */
  readonly isRequired?: boolean;
  /** The vendor cannot change it in place: a change makes a new thing. */
  readonly isImmutable?: boolean;
  /** What is wrong with a value, to complete "`name` is …"; undefined where nothing is. */
  readonly problem?: (value: string) => string | undefined;
}

export interface NounFacts {
  readonly attributes: { readonly [name: string]: AttributeRule };
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

export interface PermissionFacts {
  problems(permission: PartialPermission): readonly PermissionProblem[];
  /** The vendor's own spelling of an atom. */
  canonical(atom: Atom): Atom;
  /** What the vendor's managed roles hold, by name. */
  readonly managedRoles: { readonly [name: string]: readonly Permission[] };
}

export interface ConnectionFacts {
  /** The vendor's own environment variables, after ours. */
  readonly endpointVariable: string;
  readonly tokenVariable: string;
  /** Left out where there is none and it must be said. */
  readonly defaultEndpoint?: string;
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
  readonly permissions: PermissionFacts;
}
