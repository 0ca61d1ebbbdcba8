import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { providerName, providerSource } from "#access/model/provider/address.ts";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { readText } from "#platform/files.ts";
import type { Check, Diagnosis } from "../check.ts";

const install = "Run latchkey install > versions.tf here, and terraform init.";

interface Configuration {
  readonly name: string;
  readonly text: string;
}

/** Without comments, which begin a line or follow a blank. */
function dropComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/(^|\s)(?:#|\/\/).*$/gm, "$1");
}

function readConfigurations(folder: string): readonly Configuration[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".tf"));
  return names.map((name) => ({ name, text: dropComments(readText(join(folder, name)) ?? "") }));
}

const requirement = new RegExp(String.raw`\{[^{}]*"(?:[\w.]+/)?${providerSource}"[^{}]*\}`, "g");
const use = new RegExp(String.raw`^\s*(?:provider|resource|data|ephemeral)\s+"${providerName}(?:"|_)`, "m");

/** What would keep `terraform init` from the provider, or have it ask the public registry. */
function examineConfigurations(all: readonly Configuration[]): Diagnosis | undefined {
  const required = all.flatMap(({ name, text }) => (text.match(requirement) ?? []).map((block) => ({ name, block })));
  const [first, second] = required;
  if (first === undefined) {
    const user = all.find(({ text }) => use.test(text));
    if (user === undefined) return undefined;
    const says = `${user.name} uses ${providerName}, and no file here says which provider that is.`;
    return { state: "wrong", says, fix: install };
  }
  if (second !== undefined) {
    const says = `${first.name} and ${second.name} both require ${providerSource}, and Terraform takes one of them.`;
    return { state: "wrong", says, fix: "Keep the one with the exact version, as latchkey install prints it." };
  }
  if (!/\bversion\b/.test(first.block)) {
    const says = `${first.name} requires ${providerSource} without a version: Terraform would ask the public registry.`;
    return { state: "wrong", says, fix: `Take the requirement out. ${install}` };
  }
  const { version } = findBundledProvider(import.meta.dirname);
  if (!first.block.includes(`"= ${version}"`) && !first.block.includes(`"${version}"`)) {
    const says = `${first.name} requires another version of ${providerSource} than ${version}, which this package has.`;
    return { state: "doubtful", says, fix: install };
  }
  return { state: "well", says: `${first.name} requires the provider ${version}` };
}

export const configuration: Check = {
  title: "Configuration in HCL",
  examine({ folder }) {
    const found = examineConfigurations(readConfigurations(folder));
    return Promise.resolve(found === undefined ? [] : [found]);
  },
};
