import { AccessError } from "#access/model/errors.ts";
import type { Settings } from "#connection/surroundings.ts";
import type { LiveAccess } from "#review/live-access.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { findAsker } from "#vendors/shared/live/find-asker.ts";
import { listAccount } from "#vendors/shared/live/list-account.ts";
import type { Io } from "../command.ts";
import { type LiveConnection, withLive } from "./open-live.ts";

async function readAll({ vendor, context, account }: LiveConnection): Promise<LiveAccess> {
  const takenAt = context.now().toISOString();
  const quiet = { ...context, warn: () => undefined };
  const [askedBy, collected] = await Promise.all([
    findAsker(vendor, context),
    listAccount({ vendor, definitions: nounDefinitions, context: quiet, account }),
  ]);
  if (collected.instances.length === 0 && collected.blind.length > 0) {
    throw new AccessError(
      "forbidden",
      `Nothing of the account could be read. ${collected.blind.slice(0, 3).join(" ")}`,
    );
  }
  return { account, takenAt, askedBy, collected };
}

/**
 * Reads all that a vendor tells about access in one account. Only reads.
 * @throws Error that says what to do next, if nothing that was read can be trusted
 */
export function readLive(settings: Settings, io: Io): Promise<LiveAccess> {
  return withLive(settings, io, readAll);
}
