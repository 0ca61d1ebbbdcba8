import { environment } from "#vendors/inkit/facts/data/environment.ts";
import type { Call } from "../vendor.ts";
import { Refusal } from "./errors.ts";
import type { Instance } from "./instance.ts";
import type { AccountRow } from "./tables.ts";

/** Who a request comes from. */
export interface Caller {
  readonly account: AccountRow;
  /** As refusals and the journal name it. */
  readonly principal: string;
}

const { tokenHeader } = environment;

/** The key behind the token; undefined for none, and for one that is unknown or was replaced by a later generation. */
export async function identify(instance: Instance, headers: Call["headers"]): Promise<Caller | undefined> {
  const token = headers[tokenHeader.toLowerCase()];
  if (typeof token !== "string") return undefined;
  const [secret] = await instance.secrets.find("secret", token);
  const account = secret === undefined ? undefined : await instance.accounts.get(secret.id);
  return account === undefined ? undefined : { account, principal: `service-account/${account.id}` };
}

/** Why there is no caller. What was sent is never repeated. */
export function unidentified(headers: Call["headers"]): Refusal {
  const form = `send the secret alone in ${tokenHeader}`;
  const token = headers[tokenHeader.toLowerCase()];
  if (token !== undefined && token !== "") {
    return new Refusal("token_invalid", `the token is unknown, or another was generated since; ${form}`);
  }
  const unread = headers["authorization"] === undefined ? "" : ", and Authorization is not read";
  return new Refusal("token_missing", `there is no token${unread}: ${form}`);
}
