// Made by `npm run generate`; edit what it is made from instead.
import type { ExportFormat } from "./definition.ts";
import { format as cedar } from "./kinds/cedar.ts";
import { format as csv } from "./kinds/csv.ts";
import { format as openfga } from "./kinds/openfga.ts";

/** Every other tool's form in which access can be written. */
export const exportFormats: readonly ExportFormat[] = [cedar, csv, openfga];
