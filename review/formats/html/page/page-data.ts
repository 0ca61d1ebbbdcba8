// What the page is given: texts that are clean, and everything that repeats written once.

/** Rights that are held the same way. */
export interface PageRights {
  /** Index into `lists`. */
  readonly list: number;
  /** The scope; empty for the whole account. */
  readonly on: string;
  /** The groups on the way; empty for none. */
  readonly through: string;
  /** Empty for none. */
  readonly role: string;
  readonly because: string;
  readonly notes: string;
}

export interface PageSubject {
  readonly name: string;
  readonly kind: string;
  readonly vendor: string;
  readonly address: string;
  /** Such as `new`. */
  readonly tags: readonly string[];
  /** Something changes for it. */
  readonly isChanged: boolean;
  /** Indexes into `rights`. */
  readonly gains: readonly number[];
  readonly losses: readonly number[];
  readonly before: readonly number[];
  readonly after: readonly number[];
}

export interface PageData {
  readonly lists: readonly (readonly string[])[];
  readonly rights: readonly PageRights[];
  /** Those that change come first. */
  readonly subjects: readonly PageSubject[];
}
