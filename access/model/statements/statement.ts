import type { Permission } from "../permissions/permission.ts";
import type { Deep } from "../../schema/records.ts";
import type { Unknown } from "../../schema/unknown.ts";
import type { Cause } from "./instance.ts";
import type { ExactRef, Ref } from "./ref.ts";

export type SubjectKind = "account" | "member" | "group" | "idpGroup" | "everyoneElse";

/** Every way to refer to one thing. At least one. */
export type Identity = readonly ExactRef[];

/** What a subject is given. */
export type Grant =
  | { readonly kind: "role"; readonly role: Ref }
  | { readonly kind: "permissions"; readonly permissions: Deep<readonly Permission[]> }
  /** A fixed level of the vendor; its facts say what it is on the scope's type. */
  | { readonly kind: "level"; readonly level: string | Unknown }
  | { readonly kind: "standing"; readonly standing: string }
  /** Fixed, but it cannot be read. `what` names it the same way every time. */
  | { readonly kind: "opaque"; readonly what: string }
  /** Any role of the account, chosen by somebody else. */
  | { readonly kind: "anyRole" };

/** Where a grant holds: null is the whole account. */
export type Place = Ref | null;

export type CredentialForm = "key" | "retiring" | "activation" | "temporaryPassword";

export interface Credential {
  readonly subject: Ref;
  /** Whatever identifies it between two graphs: its id and, beside it, its name. */
  readonly id: string | Unknown | null;
  readonly name: string | Unknown | null;
  readonly form: CredentialForm;
  /** RFC 3339; null means never. */
  readonly expiresAt: string | Unknown | null;
  /** Who can open the stored secret; null: whoever reads the state. */
  readonly audience: readonly (string | Unknown)[] | Unknown | null;
  readonly isSealed: boolean | Unknown;
  /** How long an old secret works after a rotation, as configured. */
  readonly overlap: string | Unknown | null;
  /** Whether the source has the secret in some form. An imported key has none before its first rotation. */
  readonly hasSecret: boolean | Unknown;
}

/** Which relations of a subject are wholly known. */
export type Relation = "roles" | "groups" | "levels" | "keys";

type Said =
  | { readonly kind: "subject"; readonly is: Identity; readonly as: SubjectKind; readonly name: string | null }
  | { readonly kind: "scope"; readonly is: Identity; readonly type: string; readonly name: string | null }
  | {
      readonly kind: "role";
      readonly is: Identity;
      readonly name: string | null;
      /** The vendor made it. */
      readonly isManaged: boolean | Unknown;
      /** What the role grants; null if it cannot be read. */
      readonly permissions: Deep<readonly Permission[]> | null;
      /** It may be given any permission: what the power to edit it leads to. */
      readonly isAnything?: boolean;
      /** Where the permissions come from: what was read or written goes before a vendor's facts. */
      readonly basis: "stated" | "facts";
      /** The permissions are a conclusion of ours. @default false */
      readonly isInferred?: boolean;
    }
  | {
      readonly kind: "holds";
      readonly subject: Ref;
      readonly grant: Grant;
      readonly place: Place;
      readonly reason: string | null;
      /** A label: only a vendor's own expiry ends anything. */
      readonly until: string | null;
    }
  /** Whoever is in one of `subjects` is not in `otherwise`. */
  | { readonly kind: "firstMatch"; readonly subjects: readonly Ref[]; readonly otherwise: Ref }
  | { readonly kind: "inGroup"; readonly subject: Ref; readonly group: Ref }
  /** Who holds `role` may do what `other` grants too. */
  | { readonly kind: "includes"; readonly role: Ref; readonly other: Ref }
  | { readonly kind: "within"; readonly scope: Ref; readonly parent: Ref }
  | ({ readonly kind: "credential" } & Credential)
  /** Only who holds something on this very scope may do anything there. */
  | { readonly kind: "limit"; readonly scope: Ref }
  /** The relation is wholly known, so that absence is knowledge. Without a subject: of every subject of the account. */
  | {
      readonly kind: "complete";
      readonly account: string;
      readonly subject: Ref | null;
      readonly relation: Relation | "subjects";
    }
  /** Others than who manages the subject with code are meant to add to the relation. */
  | { readonly kind: "delegated"; readonly subject: Ref; readonly relation: Relation };

/** One sentence about who may do what. */
export type Statement = Said & {
  /** False for what may or may not be so: it is in upper bounds only. @default true */
  readonly isCertain?: boolean;
  readonly cause: Cause;
};

export type StatementKind = Statement["kind"];
export type StatementOf<K extends StatementKind> = Extract<Statement, { readonly kind: K }>;
