import * as z from "zod";
import { sentText, timestamps } from "./common.ts";

/** A saved view of the explorer. The rest of its document (`schemaVersion`, `spec`) is not parsed. */
export const savedView = z.looseObject({ id: z.string(), name: z.string(), source: z.string(), ...timestamps });

/** An update leaves the name as it is. */
export const savedViewUpdate = z.looseObject({ source: sentText });

export const savedViewCreation = savedViewUpdate.extend({ name: sentText });
