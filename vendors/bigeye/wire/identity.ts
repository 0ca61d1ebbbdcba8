import * as z from "zod";
import { id, text } from "./common.ts";

export const company = z.object({ id, name: text });
