import { environment } from "#vendors/bigeye/facts/data/environment.ts";
import type { Random } from "../support/random.ts";
import type { Site } from "../support/site.ts";
import type { MadeWorld, ReachWorld, VendorWorlds } from "../support/world.ts";
import { buildCompany, type Company } from "./bigeye/company.ts";
import { listMoves } from "./bigeye/moves.ts";
import { listProbes } from "./bigeye/probes.ts";

function show(company: Company, random: Random): MadeWorld {
  const { rows, subjects, keys, complete } = company;
  return { instances: rows.instances, subjects, probes: listProbes(company, random), keys, complete };
}

async function create(site: Site, random: Random): Promise<MadeWorld> {
  return show(await buildCompany(site, random, 3), random);
}

async function createForReach(site: Site, random: Random): Promise<ReachWorld> {
  const company = await buildCompany(site, random, 2);
  return { ...show(company, random), listMoves: () => listMoves(site, company) };
}

export const worlds: VendorWorlds = {
  vendor: "bigeye",
  canGain: false,
  authenticate: (secret) => ({ [environment.tokenHeader]: `${environment.tokenPrefix}${secret}` }),
  create,
  createForReach,
};
