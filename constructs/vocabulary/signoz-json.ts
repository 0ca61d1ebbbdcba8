import { AccessError } from "#access/model/errors.ts";
import { permissionsFromJson as read } from "#vendors/signoz/facts/json-mode.ts";
import { Token } from "../cdk.ts";
import type { Permission } from "../permission.ts";

/** Tokens in the text are passed over: only Terraform will know them. */
export function permissionsFromJson(text: string): readonly Permission[] {
  try {
    return read(text, (selector) => Token.isUnresolved(selector)).map(({ action, resource, selectors }) => ({
      ...{ vendor: "signoz", action, resource },
      ...(selectors === null ? {} : { selectors }),
    }));
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    const { code, message, advice } = error;
    throw new AccessError(code, `signoz.fromJson: ${message} ${advice}`, { advice, cause: error });
  }
}
