/** What a remark is about. */
export type RemarkKind =
  /** Nobody says which vendor an object belongs to. */
  | "vendorUnknown"
  /** Terraform decides about it in a later run, or left it out. */
  | "unfinished"
  /** The document has fields that this version does not know. */
  | "newerFields"
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
}

/** An ephemeral object is somewhere in the code. */
export function remarkEphemeral(address: string): Remark {
  return { kind: "ephemeral", address, sentence: `${address}: it is not looked at.` };
}
