/** What a step is about. */
export type Target = "account" | "member" | "group" | "role" | "domain" | "scope";

/** What an identity must have for a step. */
export type Need =
  | {
      readonly kind: "act";
      readonly action: string;
      readonly resource: string;
      /** The target that the selector must cover. @default every selector */
      readonly on?: Target;
      /** How the vendor's selectors name the target. @default "id" */
      readonly by?: "id" | "name";
      /** It is enough to hold it at the scope that the step is about. @default in the whole account */
      readonly at?: "scope";
    }
  | { readonly kind: "standing"; readonly standing: string; readonly at?: "scope" };

/** What a step leads to. */
export type Effect =
  /** Who does it acts as the target from then on. */
  | {
      readonly kind: "become";
      readonly target: "account" | "member";
      /** Only a target that holds something there. @default any */
      readonly placedAt?: "scope";
    }
  /** Who does it acts as a new account from then on, which has a standing there. */
  | { readonly kind: "becomeNew"; readonly standing: string; readonly at: "scope" }
  /** A new account, with a role if the vendor gives one at once. */
  | { readonly kind: "createAccount"; readonly withRole: boolean }
  /** A subject comes to hold a role. */
  | { readonly kind: "give"; readonly to: "account" | "member" | "group"; readonly at?: "scope" }
  /** A custom role comes to grant any permission. */
  | { readonly kind: "editRole" }
  /** A role of any name, with any permission. */
  | { readonly kind: "createRole" }
  /** A subject comes into a group. */
  | { readonly kind: "join"; readonly who: "account" | "member" }
  /** Who signs in through the domain comes to hold the role. The domain may be made by it. @default one that is there */
  | { readonly kind: "mapRole"; readonly isNewDomain?: boolean }
  /** A limited scope is open again. */
  | { readonly kind: "openScope"; readonly type: string }
  /** It gives nobody more rights, but it is told: a key that works longer or outlives its maker, a person who is invited. */
  | { readonly kind: "keep" };

/** One thing that its holder can do to come to more rights. One identity must meet all needs: a request has one sender. */
export interface Power {
  readonly name: string;
  readonly needs: readonly Need[];
  readonly effect: Effect;
  /** A step of a chain: `{account}`, `{member}`, `{group}`, `{role}`, `{domain}` and `{scope}` stand for names. */
  readonly says: string;
  /** The vendor's page, or the section of NOTES.md that says how it is known. */
  readonly source: string;
  readonly basis: "documented" | "inferred" | "analogy";
  /** What must be so beside the rights: the step then counts in upper bounds only. */
  readonly assumes?: string;
}
