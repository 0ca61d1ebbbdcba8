// Made by `npm run generate`; edit what it is made from instead.
import { signIn } from "./beside/sign-in.ts";

/** What the vendor lists beside its nouns. */
export const beside = { sign_in: signIn };
