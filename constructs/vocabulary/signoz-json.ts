import { AccessError } from "#access/model/errors.ts";
import { parsePermissions as read } from "#vendors/signoz/facts/json-mode.ts";
import { Token } from "../shared/cdktf.ts";
import type { Permission } from "../permission.ts";

/**
 * Reads permissions from the JSON mode of SigNoz's role page. Tokens in the text are accepted unchecked.
 *
 * @throws AccessError with the position of the error
 */
export function permissionsFromJson(text: string): readonly Permission[] {
  try {
    return read(text, (selector) => Token.isUnresolved(selector)).map(({ action, resource, selectors }) => ({
      vendor: "signoz",
      action,
      resource,
      ...(selectors === null ? {} : { selectors }),
    }));
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    const { code, message, advice } = error;
    throw new AccessError(code, `signoz.fromJson: ${message} ${advice}`, { advice, cause: error });
  }
}
