import { Secret } from "#access/schema/secret.ts";
import { environment } from "./facts/data/environment.ts";
import { sessionToken } from "./facts/data/limits.ts";

interface Credential {
  readonly token: Secret;
  readonly tokenHeader: string;
  /** Whether the token is a user's session. */
  readonly isSession: boolean;
}

/** Decides how to send a token: session tokens are JWTs, keys never are. */
export function readCredential(token: Secret): Credential {
  const { sessionHeader, sessionPrefix, tokenHeader } = environment;
  const text = token.open();
  if (!sessionToken.pattern.test(text)) return { token, tokenHeader, isSession: false };
  return { token: new Secret(sessionPrefix + text), tokenHeader: sessionHeader, isSession: true };
}
