import { environment } from "#vendors/signoz/facts/data/environment.ts";
import type { Random } from "../support/random.ts";
import type { Site } from "../support/site.ts";
import type { MadeWorld, VendorWorlds } from "../support/world.ts";
import { Organization } from "./signoz/organization.ts";
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

export const worlds: VendorWorlds = {
  vendor: "signoz",
  authenticate: (secret) => ({ [environment.tokenHeader]: secret }),
  create,
};
