import type { AdoptionFormat } from "../format.ts";
import { writeHcl } from "../hcl/write-hcl.ts";

export const format: AdoptionFormat = { name: "hcl", comment: "#", write: writeHcl };
