/** What a remark is about. */
export type RemarkKind =
  /** Nobody says which vendor an object belongs to. */
  | "vendorUnknown"
  /** It is part of what was not looked at, and no other kind. */
  | "unread"
  /** Terraform decides about it in a later run, or left it out. */
  | "unfinished"
  /** The document has fields that this version does not know. */
  | "newerFields"
  /** The configuration says something that Terraform leaves out. */
  | "dropped"
  /** An ephemeral object, which Terraform writes down nowhere. */
  | "ephemeral"
  /** A secret is shown in clear, or passed on to where it is kept too. */
  | "secretShown"
  | "secretPassed";

/** Something that a document says beside its objects. Findings are made of it. */
export interface Remark {
  readonly kind: RemarkKind;
  /** What it is about, in Terraform's words; null for the whole document. */
  readonly address: string | null;
  /** Never with a value of the document. */
  readonly sentence: string;
  /** Whether the change under review makes it so. @default false */
  readonly isNew?: boolean;
  /** A digest of what could not be read: equal for what is the same. Left out if it is not of an object. */
  readonly content?: string;
}

function keyOfRemark({ kind, address, sentence, content = "" }: Remark): string {
  return JSON.stringify([kind, address, sentence, content]);
}

/** Each of some remarks once. Both sides of a change may make one, and it is new if one of them says so. */
export function mergeRemarks(remarks: readonly Remark[]): readonly Remark[] {
  const found = new Map<string, Remark>();
  for (const one of remarks) {
    const key = keyOfRemark({ ...one, content: "" });
    if (one.isNew === true || !found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

/** The sentences about what is not looked at and is no finding of another kind. */
export function listUnread(remarks: readonly Remark[]): readonly string[] {
  return remarks.filter(({ kind }) => kind === "unread").map(({ sentence }) => sentence);
}

const aboutObjects: ReadonlySet<RemarkKind> = new Set<RemarkKind>(["unread", "vendorUnknown"]);

/** The remarks of one of two documents: what is said of an object that the other one has not, or has otherwise, is new. */
export function deriveNew(remarks: readonly Remark[], others: readonly Remark[]): readonly Remark[] {
  const known = new Set(others.map(keyOfRemark));
  return remarks.map((one) => {
    const isNew = aboutObjects.has(one.kind) && one.content !== undefined && !known.has(keyOfRemark(one));
    return isNew ? { ...one, isNew } : one;
  });
}

/** An ephemeral object is somewhere in the code. @param says what it makes: a sentence without a value of the document */
export function remarkEphemeral(address: string, says = "it is not looked at."): Remark {
  return { kind: "ephemeral", address, sentence: `${address}: ${says}` };
}
