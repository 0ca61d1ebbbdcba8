import { Secret } from "#access/schema/secret.ts";
import type { Credential } from "../shared/connection.ts";
import { environment } from "./facts/data/environment.ts";

/** Adds the vendor's prefix to the token. */
export function readCredential(token: Secret): Credential {
  const { tokenHeader, tokenPrefix } = environment;
  return { token: new Secret(tokenPrefix + token.open()), tokenHeader };
}
