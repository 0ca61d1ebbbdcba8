import * as z from "zod";
import { receivedId } from "../../shared/wire/received.ts";
import { sentText, timestamps } from "./common.ts";

/** A saved view of the explorer. The rest of its document (`schemaVersion`, `spec`) is not parsed. */
export const savedView = z.looseObject({ id: receivedId, name: z.string(), source: z.string(), ...timestamps });

/** An update leaves the name as it is. */
export const savedViewUpdate = z.looseObject({ source: sentText });

export const savedViewCreation = savedViewUpdate.extend({ name: sentText });
