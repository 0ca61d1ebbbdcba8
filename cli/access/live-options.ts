import type { Command } from "commander";
import type { VendorChoice } from "#review/accounts.ts";
import type { LiveAccess } from "#review/live-access.ts";
import type { Io } from "../command.ts";
import { addConnectionOptions, type ConnectionFlags, readSettings } from "./connection-options.ts";

export interface LiveFlags extends ConnectionFlags {
  readonly live?: true;
  readonly vendor: readonly VendorChoice[];
}

/** The options of commands that can ask a vendor beside files. */
export function addLiveOptions(command: Command, says: string): Command {
  return addConnectionOptions(command.option("--live", says));
}

function listUnused({ endpoint, caFile, header, requestTimeout, maxRetries }: ConnectionFlags): readonly string[] {
  const given = {
    "--endpoint": endpoint,
    "--ca-file": caFile,
    "--header": header.length === 0 ? undefined : header,
    "--request-timeout": requestTimeout,
    "--max-retries": maxRetries,
  };
  return Object.entries(given).flatMap(([option, value]) => (value === undefined ? [] : [option]));
}

/** The account to ask is never what a file says: whoever writes the file would get the token. */
function chooseAccount({ vendor, endpoint }: LiveFlags): {
  readonly vendor: string | null;
  readonly endpoint?: string;
} {
  const choices = vendor.filter(({ address }) => address === null);
  const [first, ...others] = choices;
  if (others.length > 0) {
    throw new Error(
      "--live asks one account: give --vendor NAME once. For several, take a snapshot of each (latchkey snapshot), and give those.",
    );
  }
  const said = first?.endpoint ?? null;
  if (said !== null && endpoint !== undefined && said !== endpoint)
    throw new Error("--vendor and --endpoint name two endpoints: give one of them");
  const chosen = endpoint ?? said;
  return { vendor: first?.vendor ?? null, ...(chosen === null ? {} : { endpoint: chosen }) };
}

/** What the vendor tells, if `--live` asks for it. @throws Error that says what to do next */
export async function readLiveIfAsked(flags: LiveFlags, io: Io): Promise<LiveAccess | null> {
  if (flags.live !== true) {
    const [unused] = listUnused(flags);
    if (unused !== undefined) throw new Error(`${unused} is for --live, which is not given`);
    return null;
  }
  const { vendor, ...at } = chooseAccount(flags);
  // Imported here: files alone need no connection.
  const { readLive } = await import("./live.ts");
  return readLive(readSettings({ ...flags, ...at }, vendor, io.environment ?? {}), io);
}
