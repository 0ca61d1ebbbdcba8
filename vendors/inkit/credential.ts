import { AccessError } from "#access/model/errors.ts";
import type { Secret } from "#access/schema/secret.ts";
import type { Credential } from "../shared/connection.ts";
import { environment } from "./facts/data/environment.ts";
import { findTokenFault } from "./facts/token-form.ts";

export const credentialAdvice =
  `Set \`token\` to the secret alone, without "Bearer" or a header's name: it is sent in the header ${environment.tokenHeader}. ` +
  "Also check that nobody has generated a new secret for the key: that invalidates the previous one.";

/** Decides how to send a token. @throws AccessError if it cannot be a token, for example with "Bearer" before it */
export function readCredential(token: Secret): Credential {
  const fault = findTokenFault(token.open());
  if (fault === undefined) return { token, tokenHeader: environment.tokenHeader };
  const options = { path: ["token"], advice: credentialAdvice };
  throw new AccessError("invalid_value", `The token does not have the form of an Inkit token: ${fault}.`, options);
}
