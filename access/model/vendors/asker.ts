/** Whose token it is that asks. */
export type Asker =
  | { readonly kind: "known"; readonly id: string; readonly title: string }
  /** Why nobody knows: a sentence. */
  | { readonly kind: "untold"; readonly reason: string };
