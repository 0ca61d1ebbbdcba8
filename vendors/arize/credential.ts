import { Secret } from "#access/schema/secret.ts";
import type { Credential } from "../shared/connection.ts";
import { environment } from "./facts/data/environment.ts";

const { tokenHeader, tokenScheme } = environment;

/** Returns the header for the REST API. GraphQL uses another header. */
export function readCredential(token: Secret): Credential {
  return { token: new Secret(`${tokenScheme} ${token.open()}`), tokenHeader };
}

/** Explains a 401 by the token's text, if possible. The message never contains the token. */
function findTokenFault(token: Secret): string | undefined {
  const text = token.open();
  if (text.toLowerCase().startsWith(`${tokenScheme.toLowerCase()} `)) {
    return `The token begins with "${tokenScheme}", which Latchkey adds itself: configure only the key, which begins with "ak-".`;
  }
  if (text !== text.trim()) return "The token has spaces or a line break around it: configure only the key.";
  return undefined;
}

export function explainUnauthenticated(token: Secret): string {
  const form = `Arize's REST API expects "${tokenHeader}: ${tokenScheme} ak-…", which is what Latchkey sends.`;
  return findTokenFault(token) ?? `${form} Check that the token is complete, and neither revoked nor expired.`;
}
