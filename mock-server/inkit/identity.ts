import { environment } from "#vendors/inkit/facts/data/environment.ts";
import type { MockError } from "../shared/errors.ts";
import type { Call } from "../shared/vendor.ts";
import { refuse } from "./errors.ts";
import type { Instance, Row } from "./instance.ts";

/** Who a request comes from. */
export interface Caller {
  readonly account: Row<"accounts">;
  /** As errors and the journal name the caller. */
  readonly principal: string;
}

const { tokenHeader } = environment;

/** A public integration of Inkit's sends `Authorization: Basic BASE64`, of the secret alone. */
function readBasic(headers: Call["headers"]): string | undefined {
  const [, encoded] = /^basic ([\w+/=-]{1,2048})$/i.exec(String(headers["authorization"] ?? "")) ?? [];
  return encoded === undefined ? undefined : Buffer.from(encoded, "base64").toString("utf8");
}

/** Why there is no caller. What was sent is never repeated. */
function refuseToken(headers: Call["headers"]): MockError {
  const form = `send the secret alone in ${tokenHeader}`;
  const token = headers[tokenHeader.toLowerCase()];
  if (token !== undefined && token !== "") {
    return refuse("token_invalid", `the token is unknown, or another was generated since; ${form}`);
  }
  const unread = headers["authorization"] === undefined ? "" : ", and of Authorization only Basic is read";
  return refuse("token_missing", `there is no token${unread}: ${form}`);
}

/** The key behind the token. Throws 401 for no token, an unknown one, and one that a later generation replaced. */
export async function identify(instance: Instance, headers: Call["headers"]): Promise<Caller> {
  const token = headers[tokenHeader.toLowerCase()] ?? readBasic(headers);
  const [secret] = typeof token === "string" ? await instance.secrets.find("secret", token) : [];
  const account = secret === undefined ? undefined : await instance.accounts.get(secret.id);
  if (account === undefined) throw refuseToken(headers);
  return { account, principal: `service-account/${account.id}` };
}
