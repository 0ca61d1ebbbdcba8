import { Secret } from "#access/schema/secret.ts";
import { environment } from "./facts/data/environment.ts";
import { sessionToken } from "./facts/data/limits.ts";

interface Credential {
  readonly token: Secret;
  readonly tokenHeader: string;
  /** Whether it is a person's session. */
  readonly isSession: boolean;
}

/** How a token is sent: a session's token is told by its form, which no key has. */
export function readCredential(token: Secret): Credential {
  const { sessionHeader, sessionPrefix, tokenHeader } = environment;
  const text = token.open();
  if (!sessionToken.pattern.test(text)) return { token, tokenHeader, isSession: false };
  return { token: new Secret(sessionPrefix + text), tokenHeader: sessionHeader, isSession: true };
}
