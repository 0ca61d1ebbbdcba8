import type { AdoptionFormat } from "../format.ts";
import { writeTypeScript } from "../typescript/write-typescript.ts";

export const format: AdoptionFormat = { name: "typescript", comment: "//", write: writeTypeScript };
