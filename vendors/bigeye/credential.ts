import { Secret } from "#access/schema/secret.ts";
import type { Credential } from "../shared/connection.ts";
import { environment } from "./facts/data/environment.ts";

/** How a token is sent: a word of the vendor's stands before it. */
export function readCredential(token: Secret): Credential {
  const { tokenHeader, tokenPrefix } = environment;
  return { token: new Secret(tokenPrefix + token.open()), tokenHeader };
}
