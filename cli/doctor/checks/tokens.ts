import { join } from "node:path";
import { isObject } from "#review/json-parts.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import type { Check, Diagnosis, Machine } from "../check.ts";
import { listStacks, readJsonFile } from "../project-files.ts";

/** The vendors of the provider blocks of the synthesized stacks that leave the token to the environment. */
function listVendors(folder: string): readonly string[] {
  const blocks = listStacks(folder).flatMap((stack) => {
    const provider = readJsonFile(join(stack.folder, "cdk.tf.json"))?.["provider"];
    const access = isObject(provider) ? provider["access"] : undefined;
    return (Array.isArray(access) ? access : []).filter(isObject);
  });
  const open = blocks.filter(({ token }) => token === undefined).map(({ vendor }) => vendor);
  return [...new Set(open.filter((vendor) => typeof vendor === "string"))].toSorted();
}

function isSet({ environment }: Machine, name: string): boolean {
  return (environment[name] ?? "") !== "";
}

function checkVendor(machine: Machine, vendor: string): readonly Diagnosis[] {
  const facts = Object.hasOwn(vendorFacts, vendor) ? vendorFacts[vendor] : undefined;
  if (facts === undefined) return [];
  const { tokenVariable } = facts.connection;
  const name = [tokenVariable, "ACCESS_TOKEN"].find((one) => isSet(machine, one));
  if (name !== undefined) return [{ state: "well", says: `${facts.title}: the token is in ${name}` }];
  const fix = `Set ${tokenVariable}. \`latchkey whoami --vendor ${vendor}\` then says whose it is.`;
  return [{ state: "doubtful", says: `${facts.title}: there is no token in the environment.`, fix }];
}

export const tokens: Check = {
  title: "Tokens",
  examine: (machine) => Promise.resolve(listVendors(machine.folder).flatMap((vendor) => checkVendor(machine, vendor))),
};
