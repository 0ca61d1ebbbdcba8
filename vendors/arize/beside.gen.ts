// Made by `npm run generate`; edit what it is made from instead.
import { scope } from "./beside/scope.ts";

/** What the vendor lists beside its nouns. */
export const beside = { scope };
