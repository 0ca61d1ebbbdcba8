// Made by `npm run generate`; edit what it is made from instead.
import type { DriftFormat } from "./definition.ts";
import { format as revoke } from "./drift/revoke.ts";

/** Every form that only what code and vendor differ in can be written in. */
export const driftFormats: readonly DriftFormat[] = [revoke];
