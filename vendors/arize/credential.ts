import { Secret } from "#access/schema/secret.ts";
import type { Credential } from "../shared/connection.ts";
import { environment } from "./facts/data/environment.ts";

const { tokenHeader, tokenScheme } = environment;

/** How a token is sent to the REST API; GraphQL takes it in another header. */
export function readCredential(token: Secret): Credential {
  return { token: new Secret(`${tokenScheme} ${token.open()}`), tokenHeader };
}

/** What about the token's text explains a 401; undefined where nothing does. Never quotes it. */
function findTokenFault(token: Secret): string | undefined {
  const text = token.open();
  if (text.toLowerCase().startsWith(`${tokenScheme.toLowerCase()} `)) {
    return `The token begins with "${tokenScheme}", which Latchkey adds itself: configure the key alone, from "ak-" on.`;
  }
  if (text !== text.trim()) return "The token has blanks or a line break around it: configure the key alone.";
  return undefined;
}

/** What to do about a token that Arize does not accept. */
export function explainUnauthenticated(token: Secret): string {
  const form = `Arize's REST API takes a key as "${tokenHeader}: ${tokenScheme} ak-…", which is how Latchkey sends it.`;
  return findTokenFault(token) ?? `${form} Check that it is complete, and neither revoked nor expired.`;
}
