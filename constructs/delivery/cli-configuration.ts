import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { providerSource } from "#access/model/provider/address.ts";
import { readText } from "#platform/files.ts";
import { HclSyntaxError, type Item, parseHcl, findStrings } from "./hcl.ts";
import { isPackageOf, mirrorFolder, providerHosts } from "./provider-mirror.ts";
import { findLockedAddresses } from "./lock-file.ts";

/** What decides how Terraform finds providers on this machine. */
export interface Machine {
  /** Environment variables, such as `TF_CLI_CONFIG_FILE`. */
  readonly environment: { readonly [name: string]: string | undefined };
  /** The user's home folder. */
  readonly home: string;
  /** The folder in which Terraform runs. Relative paths of mirrors start there. */
  readonly stackFolder: string;
}

interface Mirror {
  readonly path: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** Whether the CDKTF CLI runs OpenTofu instead of Terraform. */
export function runsTofu(environment: Machine["environment"]): boolean {
  return /(^|[\\/])tofu[^\\/]*$/.test(environment["TERRAFORM_BINARY_NAME"] ?? "");
}

/**
 * One line for each CLI configuration that hides the stack's `terraform.d/plugins` from Terraform: its own
 * `provider_installation` replaces that folder, and none of its filesystem mirrors has this `version` of the provider.
 * https://developer.hashicorp.com/terraform/cli/config/config-file#provider-installation
 */
export function adviseOnHiddenFolder(machine: Machine, version: string): readonly string[] {
  return findConfigurationFiles(machine).flatMap((file) => {
    const mirrors = findMirrors(readText(file) ?? "");
    if (mirrors === undefined || mirrors.some((mirror) => hasProvider(mirror, machine, version))) return [];
    return [
      `${file} has its own provider_installation, so Terraform does not look into ` +
        `${join(machine.stackFolder, mirrorFolder)}, which holds the provider. ` +
        `Add filesystem_mirror { path = "${mirrorFolder}" } to its provider_installation, ` +
        `and exclude = ["${providerSource}"] to every other block there.`,
    ];
  });
}

/** What a stack uses, and who deploys it. */
export interface StackUse {
  /** As in `required_providers`. */
  readonly sources: readonly string[];
  /** `cdktf`, or `cdktn`. Given, because commands that only look for mirrors must not carry the whole library. */
  readonly deployCommand: string;
}

/**
 * One line if the stack uses providers that its lock file does not have: the CDKTF CLI then asks a registry for the
 * hashes of all providers, also of the bundled one, which no registry has.
 */
export function adviseOnOtherProviders(
  machine: Machine,
  lockFile: string,
  { sources, deployCommand }: StackUse,
): readonly string[] {
  if (machine.environment["CDKTF_SKIP_PROVIDER_LOCK"] !== undefined) return [];
  const locked = new Set(findLockedAddresses(readText(lockFile) ?? ""));
  const missing = sources.filter((source) => source !== providerSource && !locked.has(toAddress(source)));
  if (missing.length === 0) return [];
  return [
    `The lock file does not have ${[...new Set(missing)].join(", ")} yet. Until it does, run ` +
      `${deployCommand} deploy and ${deployCommand} diff ` +
      `with --skip-provider-lock or CDKTF_SKIP_PROVIDER_LOCK=true; otherwise they ask a registry for ${providerSource}.`,
  ];
}

function findConfigurationFiles({ environment, home }: Machine): readonly string[] {
  const named = environment["TF_CLI_CONFIG_FILE"] || environment["TERRAFORM_CONFIG"];
  if (named) return keepExisting([resolve(named)]);
  const folder = join(home, ".terraform.d");
  const more = existsSync(folder) ? readdirSync(folder).filter((name) => /\.tfrc(\.json)?$/.test(name)) : [];
  const [main] = keepExisting(
    [...(runsTofu(environment) ? [".tofurc"] : []), ".terraformrc"].map((name) => join(home, name)),
  );
  return [...(main === undefined ? [] : [main]), ...more.sort().map((name) => join(folder, name))];
}

function keepExisting(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => existsSync(path));
}

/** The mirrors in `provider_installation`; undefined if the configuration has none, or is not valid. */
function findMirrors(text: string): readonly Mirror[] | undefined {
  try {
    return text.trimStart().startsWith("{") ? findMirrorsInJson(JSON.parse(text)) : findMirrorsInHcl(parseHcl(text));
  } catch (error) {
    if (error instanceof HclSyntaxError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function findMirrorsInHcl(items: readonly Item[]): readonly Mirror[] | undefined {
  const installations = items
    .filter((item) => item.kind === "block")
    .filter((block) => block.name === "provider_installation");
  if (installations.length === 0) return undefined;
  return installations
    .flatMap((installation) => installation.body)
    .filter((item) => item.kind === "block")
    .filter((block) => block.name === "filesystem_mirror")
    .map(({ body }) => ({
      path: findStrings(body, "path")[0] ?? "",
      include: findStrings(body, "include"),
      exclude: findStrings(body, "exclude"),
    }));
}

function findMirrorsInJson(configuration: unknown): readonly Mirror[] | undefined {
  const installations = findMembers(configuration, "provider_installation");
  if (installations.length === 0) return undefined;
  return installations
    .flatMap((installation) => findMembers(installation, "filesystem_mirror"))
    .map((mirror) => ({
      path: findTexts(mirror, "path")[0] ?? "",
      include: findTexts(mirror, "include"),
      exclude: findTexts(mirror, "exclude"),
    }));
}

function findMembers(value: unknown, name: string): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  const member: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
  return member === undefined ? [] : Array.isArray(member) ? member : [member];
}

function findTexts(value: unknown, name: string): readonly string[] {
  return findMembers(value, name).filter((member) => typeof member === "string");
}

function hasProvider(mirror: Mirror, machine: Machine, version: string): boolean {
  return providerHosts.some((host) => {
    const matches = (pattern: string): boolean => matchesAddress(pattern, `${host}/${providerSource}`);
    if ((mirror.include.length > 0 && !mirror.include.some(matches)) || mirror.exclude.some(matches)) return false;
    const folder = join(resolve(machine.stackFolder, mirror.path), host, providerSource);
    return keepExisting([folder]).some(() => readdirSync(folder).some((name) => isPackageOf(name, version)));
  });
}

function matchesAddress(pattern: string, address: string): boolean {
  const wanted = address.split("/");
  const parts = toAddress(pattern, wanted[0]).split("/");
  return parts.length === 3 && parts.every((part, index) => part === "*" || part === wanted[index]);
}

function toAddress(source: string, host = "registry.terraform.io"): string {
  const parts = source.split("/");
  if (parts.length === 1) return `${host}/hashicorp/${source}`;
  return parts.length === 2 ? `${host}/${source}` : source;
}
