import { environment } from "#vendors/signoz/facts/data/environment.ts";
import type { Random } from "../support/random.ts";
import type { Site } from "../support/site.ts";
import type { MadeWorld, ReachWorld, VendorWorlds } from "../support/world.ts";
import { Organization } from "./signoz/organization.ts";
import { SignozMoves } from "./signoz/moves.ts";
import { writePowers } from "./signoz/permissions.ts";
import { listProbes } from "./signoz/probes.ts";

function finish(organization: Organization, random: Random): MadeWorld {
  const { rows, subjects, keys, complete } = organization;
  return { instances: rows.instances, subjects, probes: listProbes(organization, random), keys, complete };
}

async function create(site: Site, random: Random): Promise<MadeWorld> {
  const organization = new Organization(site, random);
  await organization.createObjects();
  await organization.createAccounts(["crane", "gate"]);
  await organization.createRoles();
  await organization.replaceAccount();
  await organization.giveRoles();
  await organization.createKeys();
  await organization.mapRoles();
  await organization.signInPeople();
  await organization.createMember("ann");
  return finish(organization, random);
}

async function createForReach(site: Site, random: Random): Promise<ReachWorld> {
  const organization = new Organization(site, random);
  await organization.createObjects();
  await organization.createAccounts(["crane", "gate", "lock"]);
  // Who may change how people sign in comes to everything in a few steps, which leaves little to compare.
  const hasDomains = random(3) === 0;
  await organization.createRoles(["ops", "harbor", "night-watch"], (ids) => writePowers(ids, random, hasDomains));
  await organization.giveRoles();
  await organization.createKeys();
  await organization.mapRoles();
  await organization.createMember("ann");
  await organization.inviteMember("bob@rogue.example");
  const moves = new SignozMoves(site, organization);
  return { ...finish(organization, random), listMoves: () => moves.list() };
}

export const worlds: VendorWorlds = {
  vendor: "signoz",
  canGain: true,
  authenticate: (secret) => ({ [environment.tokenHeader]: secret }),
  create,
  createForReach,
};
