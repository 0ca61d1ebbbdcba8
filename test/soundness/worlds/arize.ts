import { environment } from "#vendors/arize/facts/data/environment.ts";
import type { Random } from "../support/random.ts";
import type { Site } from "../support/site.ts";
import type { MadeWorld, ReachWorld, VendorWorlds } from "../support/world.ts";
import { Account } from "./arize/account.ts";
import { ArizeMoves } from "./arize/moves.ts";
import { listProbes } from "./arize/probes.ts";

async function create(site: Site, random: Random): Promise<MadeWorld> {
  const account = new Account(site, random);
  await account.createPlaces(["harbor", "river"]);
  await account.createRoles(["crane", "gate"]);
  await account.createBot("tug");
  await account.createBot("ferry");
  await account.createPerson("ann", false);
  await account.createPerson("ben", true);
  await account.bind(2);
  await account.replaceRole();
  await account.createBot("barge");
  account.endGrace();
  const { rows, subjects, keys, complete } = account;
  return { instances: rows.instances, subjects, probes: listProbes(account), keys, complete };
}

async function createForReach(site: Site, random: Random): Promise<ReachWorld> {
  const account = new Account(site, random);
  await account.createPlaces(["harbor"]);
  await account.createRoles(["crane"]);
  await account.createBot("tug");
  await account.createBot("ferry");
  await account.createPerson("ann", false);
  await account.bind(1);
  account.endGrace();
  const { rows, subjects, keys, complete } = account;
  const moves = new ArizeMoves(site, account);
  const probes = listProbes(account);
  return {
    instances: rows.instances,
    subjects,
    probes,
    keys,
    complete,
    listMoves: () => Promise.resolve(moves.list()),
  };
}

export const worlds: VendorWorlds = {
  vendor: "arize",
  canGain: true,
  authenticate: (secret) => ({ [environment.tokenHeader]: `${environment.tokenScheme} ${secret}` }),
  create,
  createForReach,
};
