import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { providerSource } from "#access/model/provider/address.ts";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { lockFileName } from "#constructs/delivery/lock-file.ts";
import { isPackageOf, mirrorFolder, providerHosts } from "#constructs/delivery/provider-mirror.ts";
import { readText } from "#platform/files.ts";
import type { Check, Diagnosis } from "../check.ts";
import { listStacks, type SynthesizedStack } from "../project-files.ts";

function hasProvider(folder: string, version: string): boolean {
  return providerHosts.some((host) => {
    const path = join(folder, mirrorFolder, host, providerSource);
    return existsSync(path) && readdirSync(path).some((name) => isPackageOf(name, version));
  });
}

function checkStack({ name, folder }: SynthesizedStack): readonly Diagnosis[] {
  const text = readText(join(folder, "cdk.tf.json")) ?? readText(join(folder, "cdk.tf")) ?? "";
  if (!text.includes(providerSource)) return [];
  const { version, h1 } = findBundledProvider(import.meta.dirname);
  const fix = "Synthesize again: npx cdktf synth.";
  if (!hasProvider(folder, version)) {
    return [{ state: "wrong", says: `Stack ${name} does not have the provider ${version} beside it.`, fix }];
  }
  const lock = readText(join(folder, lockFileName)) ?? "";
  if (!lock.includes(h1)) {
    return [{ state: "wrong", says: `The lock file of stack ${name} does not have the provider ${version}.`, fix }];
  }
  return [{ state: "well", says: `stack ${name} has the provider ${version}` }];
}

export const stacks: Check = {
  title: "Synthesized stacks",
  examine: ({ folder }) => Promise.resolve(listStacks(folder).flatMap(checkStack)),
};
