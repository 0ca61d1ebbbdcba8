import type { Adoption } from "./adoption.ts";

/** One file of `review/adopt/formats/`: a form in which existing objects are written as code. */
export interface AdoptionFormat {
  readonly name: string;
  /** What a comment begins with. */
  readonly comment: string;
  write(adoption: Adoption): WrittenCode;
}

export interface WrittenCode {
  /** Without the comment at the beginning. */
  readonly text: string;
  /** Objects that are managed in it. */
  readonly count: number;
  /** What this form cannot say, beside what no form can. */
  readonly leftOut: Adoption["leftOut"];
}
