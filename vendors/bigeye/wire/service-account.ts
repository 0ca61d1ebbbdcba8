import * as z from "zod";
import { id, listOf, text } from "./common.ts";

export const serviceAccountBody = z.object({ name: text, groupIds: listOf(id) });
export type ServiceAccountBody = z.output<typeof serviceAccountBody>;
