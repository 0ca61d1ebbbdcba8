// Made by `npm run generate`; edit what it is made from instead.
import type { AdoptionFormat } from "./format.ts";
import { format as hcl } from "./formats/hcl.ts";
import { format as typescript } from "./formats/typescript.ts";

/** Every form in which existing objects can be written as code. */
export const adoptionFormats: readonly AdoptionFormat[] = [hcl, typescript];
