// Made by `npm run generate`; edit what it is made from instead.
import { person } from "./beside/person.ts";

/** What the vendor lists beside its nouns. */
export const beside = { person };
