import type { Command } from "commander";
import { normalizeEndpoint } from "#access/model/statements/account.ts";
import type { Settings } from "#connection/surroundings.ts";
import type { VendorChoice } from "#review/accounts.ts";
import type { LiveAccess } from "#review/live-access.ts";
import type { Io } from "../command.ts";
import { addConnectionOptions, type ConnectionFlags, readSettings } from "./connection-options.ts";

/** The account to ask, and how. */
export interface AccountFlags extends ConnectionFlags {
  readonly vendor: readonly VendorChoice[];
}

export interface LiveFlags extends AccountFlags {
  readonly live?: true;
}

/** The options of commands that can ask a vendor beside files. */
export function addLiveOptions(command: Command, says: string): Command {
  return addConnectionOptions(command.option("--live", says));
}

/** The options that say how to ask a vendor, of those that are given. */
export function listUnused({
  endpoint,
  caFile,
  header,
  requestTimeout,
  maxRetries,
}: ConnectionFlags): readonly string[] {
  const given = {
    "--endpoint": endpoint,
    "--ca-file": caFile,
    "--header": header.length === 0 ? undefined : header,
    "--request-timeout": requestTimeout,
    "--max-retries": maxRetries,
  };
  return Object.entries(given).flatMap(([option, value]) => (value === undefined ? [] : [option]));
}

interface AskedAccount {
  readonly vendor: string | null;
  readonly endpoint?: string;
}

/**
 * The account to ask, as `--vendor NAME@URL` or as `--vendor NAME --endpoint URL`. It is never what a state, a plan or a
 * snapshot says: whoever writes the file would get the token.
 * @throws Error if two are named
 */
function chooseAccount({ vendor, endpoint }: AccountFlags, asker: string): AskedAccount {
  const choices = vendor.filter(({ address }) => address === null);
  const [first, ...others] = choices;
  if (others.length > 0) {
    throw new Error(
      `${asker} asks one account: give --vendor NAME once. For several, take a snapshot of each (latchkey snapshot).`,
    );
  }
  const said = first?.endpoint ?? null;
  if (said !== null && endpoint !== undefined && normalizeEndpoint(said) !== normalizeEndpoint(endpoint)) {
    throw new Error("--vendor and --endpoint name two endpoints: give one of them");
  }
  const chosen = endpoint ?? said;
  return { vendor: first?.vendor ?? null, ...(chosen === null ? {} : { endpoint: chosen }) };
}

/** What a provider block would say of the account to ask. @param asker the option or command @throws Error */
export function readAskedSettings(flags: AccountFlags, asker: string, io: Io): Settings {
  const { vendor, ...at } = chooseAccount(flags, asker);
  return readSettings({ ...flags, ...at }, vendor, io.environment ?? {});
}

/** The choices for files, with the endpoint that `--endpoint` says: with `--live`, both spellings mean the same. */
export function completeChoices({ live, vendor, endpoint }: LiveFlags): readonly VendorChoice[] {
  if (live !== true || endpoint === undefined || !URL.canParse(endpoint)) return vendor;
  return vendor.map((one) => (one.address === null && one.endpoint === null ? { ...one, endpoint } : one));
}

/** What the vendor tells, if `--live` asks for it. @throws Error that says what to do next */
export async function readLiveIfAsked(flags: LiveFlags, io: Io): Promise<LiveAccess | null> {
  if (flags.live !== true) {
    const [unused] = listUnused(flags);
    if (unused !== undefined) throw new Error(`${unused} is for --live, which is not given`);
    return null;
  }
  const settings = readAskedSettings(flags, "--live", io);
  // Imported here: files alone need no connection.
  const { readLive } = await import("./live.ts");
  return readLive(settings, io);
}
