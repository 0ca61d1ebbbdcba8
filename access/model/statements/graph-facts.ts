import type { Atom, Permission } from "../permissions/permission.ts";
import type { InstanceStatements } from "./declaration.ts";
import type { Power } from "./power.ts";
import type { RightAtom } from "./right.ts";
import type { Space } from "./ref.ts";
import type { Relation } from "./statement.ts";

/** Something that no permission expresses. */
export interface StandingFacts {
  /** What its holder may do, in a message. */
  readonly says: string;
  /** The vendor's page, or the NOTES.md that says how it is known. */
  readonly source: string;
  /** It passes every check at its scope, and covers everything there. @default false */
  readonly isTop?: boolean;
  /** The types of scopes inside its own that it certainly reaches, limited ones too. @default none */
  readonly passes?: "all" | readonly string[];
  /** The standings that it covers, beside itself. @default none */
  readonly includes?: readonly string[];
}

/** What a fixed level of the vendor is. */
export interface LevelRights {
  readonly atoms: readonly RightAtom[];
  /** The vendor publishes no table, so that `atoms` is a conclusion of ours. */
  readonly isInferred: boolean;
}

/** A type of scope within which rights of another type's scope hold too. The account contains everything. */
export interface Containment {
  readonly outer: string;
  readonly inner: string;
  /** False if nobody says that it is so: it then counts in upper bounds only. */
  readonly isCertain: boolean;
}

/** What is known of how a vendor decides about access, beside the algebra of its permissions. */
export interface GraphFacts {
  /** Where names identify: two things of one name are one thing. */
  readonly uniqueNames: readonly Space[];
  /** The right in its canonical spelling; null for an atom that grants nothing. Idempotent. */
  effective(atom: Atom): Atom | null;
  /** All rights that an atom lists, where the vendor's catalog is closed; otherwise nothing. Never for objects. */
  expand?(atom: Atom): readonly Atom[];
  readonly standings: { readonly [name: string]: StandingFacts };
  /** The standings of who holds a role, by the role's name. */
  readonly roleStandings: { readonly [role: string]: string };
  /** The standings of who is in a group, by the group's name. */
  readonly groupStandings: { readonly [group: string]: string };
  /** Other names of roles, where the vendor accepts them. */
  currentRoleName?(name: string): string;
  /** The fixed levels on a type of scope; undefined if there is no such level. Left out if the vendor has none. */
  levels?(level: string, scopeType: string | null): LevelRights | undefined;
  readonly contains: readonly Containment[];
  /** Managed roles whose permissions are a conclusion of ours. */
  readonly inferredRoles: readonly string[];
  /** What its managed roles can do beside their permissions, by the role's name: nobody can spell it. */
  readonly unspelledRights: { readonly [role: string]: readonly string[] };
  /** The relations by which an account or a member comes to rights. A group holds roles. */
  readonly relations: readonly Relation[];
  /**
   * The lists that tell a relation of every subject, or all subjects, if each of them was read whole: nouns, and what the
   * vendor lists beside. What no list tells is left out.
   */
  readonly toldBy: { readonly [relation in Relation | "subjects"]?: readonly string[] };
  readonly powers: readonly Power[];
  /** What this vendor alone says, by noun. */
  readonly statements: { readonly [noun: string]: InstanceStatements };
  /** On what every answer rests: sentences. */
  readonly assumptions: readonly string[];
}

/** What the graph needs of one vendor. */
export interface AccessFacts {
  readonly graph: GraphFacts;
  covers(held: Atom, wanted: Atom): boolean;
  readonly managedRoles: { readonly [name: string]: readonly Permission[] };
}
