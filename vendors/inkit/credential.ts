import { AccessError } from "#access/model/errors.ts";
import type { Secret } from "#access/schema/secret.ts";
import type { Credential } from "../shared/connection.ts";
import { environment } from "./facts/data/environment.ts";
import { findTokenFault } from "./facts/token-form.ts";

export const credentialAdvice =
  `Give the secret alone: it is sent in the header ${environment.tokenHeader}, so "Bearer" and the header's name do not ` +
  "belong in `token`. Check also that nobody has generated the key's secret again: that ends the one before.";

/** How a token is sent. @throws AccessError where the text cannot be a token, as with "Bearer" before it */
export function readCredential(token: Secret): Credential {
  const fault = findTokenFault(token.open());
  if (fault === undefined) return { token, tokenHeader: environment.tokenHeader };
  const options = { path: ["token"], advice: credentialAdvice };
  throw new AccessError("invalid_value", `The token does not have the form of an Inkit token: ${fault}.`, options);
}
