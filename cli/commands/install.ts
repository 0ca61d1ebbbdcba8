import type { Command } from "commander";
import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { providerName, providerSource } from "#access/model/provider/address.ts";
import { type BundledProvider, findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { adviseOnHiddenFolder, runsTofu } from "#constructs/delivery/cli-configuration.ts";
import { fillMirror, mirrorFolder, placeProvider, writeMirrorIndex } from "#constructs/delivery/provider-mirror.ts";
import type { CliCommand, Io } from "../command.ts";

interface InstallFlags {
  readonly dir: string;
  readonly mirror?: string;
  readonly user?: true;
}

/** What a configuration says to get exactly this build. */
function writeRequirement({ version }: BundledProvider): string {
  return `terraform {
  required_providers {
    ${providerName} = {
      source  = "${providerSource}"
      version = "= ${version}"
    }
  }
}
`;
}

/** @throws Error if the folder is not there: a typo would get a folder that no Terraform reads */
async function requireFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() === true) return;
  throw new Error(`${path} is no folder. Give --dir the folder of the configuration, in which terraform runs.`);
}

/** Beside one configuration, with an entry in its lock file. */
async function placeBeside(folder: string, built: BundledProvider, io: Io): Promise<void> {
  await requireFolder(folder);
  const environment = io.environment ?? {};
  placeProvider({ stackFolder: folder, package: built, tofu: runsTofu(environment) });
  io.err(`Laid ${providerSource} ${built.version} into ${join(folder, mirrorFolder)}, and into its lock file.\n`);
  const machine = { environment, home: homedir(), stackFolder: folder };
  for (const line of adviseOnHiddenFolder(machine, built.version)) io.err(`warning: ${line}\n`);
}

function fill(mirror: string, built: BundledProvider, io: Io): void {
  fillMirror(mirror, built);
  io.err(`Laid ${providerSource} ${built.version} into ${mirror}, for Linux and macOS on amd64 and arm64.\n`);
}

async function install({ dir, mirror, user }: InstallFlags, io: Io): Promise<void> {
  const built = findBundledProvider(import.meta.dirname);
  if (user === true) fill(join(homedir(), `.${mirrorFolder}`), built, io);
  else if (mirror === undefined) await placeBeside(resolve(dir), built, io);
  else {
    fill(resolve(mirror), built, io);
    writeMirrorIndex(resolve(mirror), built);
    io.err(
      `Terraform looks there with this in its CLI configuration (~/.terraformrc, or the file of TF_CLI_CONFIG_FILE):\n  provider_installation {\n    filesystem_mirror {\n      path    = ${JSON.stringify(resolve(mirror))}\n      include = ["${providerSource}"]\n    }\n    direct { exclude = ["${providerSource}"] }\n  }\nServed over HTTPS, the folder is a network mirror too: network_mirror { url = "https://.../" } in place of filesystem_mirror.\n`,
    );
  }
  io.out(writeRequirement(built));
}

const help = `
What a configuration has to say is printed on standard output. The version is exact: without it, Terraform would ask the public
registry. With CDKTF, nothing has to be installed: synth lays the provider beside each stack.

Examples:
  latchkey install > versions.tf && terraform init
  latchkey install --dir infrastructure/access > infrastructure/access/versions.tf
  latchkey install --mirror /opt/terraform/mirror

Exit codes: 0 laid; 2 error.`;

function register(program: Command, io: Io): void {
  program
    .command("install")
    .description("Lay the Terraform provider where terraform init finds it without a registry.")
    .option("--dir <folder>", "the configuration's folder: below it, and into its lock file", ".")
    .option("--mirror <folder>", "into a filesystem mirror instead, for several configurations")
    .option("--user", "into the plugin folder of the user (~/.terraform.d/plugins) instead")
    .addHelpText("after", help)
    .action((flags: InstallFlags) => install(flags, io));
}

export const command: CliCommand = { register };
