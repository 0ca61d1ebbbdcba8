import type { Instance } from "#access/model/statements/instance.ts";
import type { AdoptedAccount } from "#review/adopt/adoption.ts";
import { parseSnapshot, readObserved } from "#review/read-source.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import type { Io } from "../command.ts";
import { type AccountFlags, listUnused, readAskedSettings } from "./live-options.ts";
import { readParsed, readSource } from "./read-document.ts";

export interface AdoptionSourceFlags extends AccountFlags {
  readonly from?: string;
  readonly state: readonly string[];
}

/** @throws Error */
function findFacts(vendor: string): AdoptedAccount["facts"] {
  const facts = Object.hasOwn(vendorFacts, vendor) ? vendorFacts[vendor] : undefined;
  if (facts === undefined) throw new Error(`this version does not know the vendor "${vendor}"`);
  return facts;
}

/** @throws Error */
async function readSnapshotAccount(file: string, flags: AdoptionSourceFlags, io: Io): Promise<AdoptedAccount> {
  const [unused] = [...(flags.vendor.length > 0 ? ["--vendor"] : []), ...listUnused(flags)];
  if (unused !== undefined)
    throw new Error(`${unused} is for asking a vendor, and --from reads a file. Leave one of them out.`);
  const { account, reading } = await readParsed(file, io, (text) => {
    return { account: parseSnapshot(text).account, reading: readObserved(text, { vendors: [] }) };
  });
  const { vendor, endpoint } = account;
  return {
    account: { vendor, alias: vendor, endpoint, organization: null },
    facts: findFacts(vendor),
    instances: reading.instances,
    blind: reading.blind,
    askedBy: reading.askedBy ?? null,
  };
}

/** All that a vendor tells of one account, or that a snapshot has of it. @throws Error that says what to do next */
export async function readAdoptedAccount(flags: AdoptionSourceFlags, io: Io): Promise<AdoptedAccount> {
  if (flags.from !== undefined) return readSnapshotAccount(flags.from, flags, io);
  const settings = readAskedSettings(flags, "latchkey adopt", io);
  // Imported here: a file alone needs no connection.
  const { readLive } = await import("./live.ts");
  const { account, collected, askedBy } = await readLive(settings, io);
  const { instances, blind } = collected;
  return { account, facts: findFacts(account.vendor), instances, blind, askedBy };
}

/** What some states manage, and what could not be read of them. */
export interface ManagedByStates {
  readonly instances: readonly Instance[];
  readonly blind: readonly string[];
}

/** What a state does not say the account of is taken for this account's. @throws Error that names the file */
export async function readStates(
  files: readonly string[],
  { vendor, endpoint }: AdoptedAccount["account"],
  io: Io,
): Promise<ManagedByStates> {
  const instances: Instance[] = [];
  const blind: string[] = [];
  for (const file of files) {
    const vendors = [{ address: null, vendor, endpoint }];
    const reading = await readSource(file, io, (document) => readObserved(document, { vendors }));
    instances.push(...reading.instances);
    blind.push(...reading.blind.map((sentence) => `${file}: ${sentence}`));
  }
  return { instances, blind };
}
