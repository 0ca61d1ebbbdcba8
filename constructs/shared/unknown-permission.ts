import { AccessError } from "#access/model/errors.ts";
import { findNearNames } from "#access/schema/near-names.ts";

const mostListed = 12;

/** That a vendor has no such permission, with those that may be meant, or some of what there is. */
export function createUnknownPermissionError(call: string, given: unknown, known: readonly string[]): AccessError {
  const name = typeof given === "string" ? given : "";
  const near = findNearNames(name, known);
  const listed = known.slice(0, mostListed).join(", ");
  const more =
    known.length > mostListed ? `, and ${known.length - mostListed} more, which the type PermissionName lists` : "";
  const advice = near.length > 0 ? `Did you mean ${near.join(", or ")}?` : `There are: ${listed}${more}.`;
  const shown = typeof given === "string" ? JSON.stringify(given.slice(0, 100)) : typeof given;
  return new AccessError("permission_invalid", `${call}(${shown}): there is no such permission. ${advice}`, { advice });
}
