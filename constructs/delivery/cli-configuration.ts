import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { providerSource } from "#access/model/provider/settings.ts";
import { textOf } from "./files.ts";
import { HclFault, type Item, parseHcl, stringsOf } from "./hcl.ts";
import { isPackageOf, providerHosts } from "./lay.ts";
import { lockedAddresses } from "./lock-file.ts";

/** What of the machine decides how Terraform finds providers. */
export interface Surroundings {
  readonly environment: { readonly [name: string]: string | undefined };
  /** The user's home folder. */
  readonly home: string;
  /** Where Terraform runs; relative mirrors count from there. */
  readonly stackFolder: string;
}

interface Mirror {
  readonly path: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

export function runsTofu(environment: Surroundings["environment"]): boolean {
  return /(^|[\\/])tofu[^\\/]*$/.test(environment["TERRAFORM_BINARY_NAME"] ?? "");
}

/**
 * One line for each CLI configuration that keeps Terraform from looking into the stack's `terraform.d/plugins`: a
 * `provider_installation` of its own replaces that folder, and no filesystem mirror in it has the provider's `version`.
 * https://developer.hashicorp.com/terraform/cli/config/config-file#provider-installation
 */
export function hiddenFolderAdvice(around: Surroundings, version: string): readonly string[] {
  return configurationFiles(around).flatMap((file) => {
    const mirrors = mirrorsIn(textOf(file) ?? "");
    if (mirrors === undefined || mirrors.some((mirror) => serves(mirror, around, version))) return [];
    return [
      `${file} has its own provider_installation, so Terraform does not look into the stack's terraform.d/plugins. ` +
        `Add filesystem_mirror { path = "terraform.d/plugins" } to it and direct { exclude = ["${providerSource}"] }, ` +
        "or run `latchkey install --mirror DIR` for a mirror that it names.",
    ];
  });
}

/**
 * One line where the stack has providers that its lock file lacks: the CDKTF CLI then lets a registry lock all of
 * them, the bundled one among them, which no registry has. `sources` are as in `required_providers`.
 */
export function otherProvidersAdvice(
  around: Surroundings,
  lockFile: string,
  sources: readonly string[],
): readonly string[] {
  if (around.environment["CDKTF_SKIP_PROVIDER_LOCK"] !== undefined) return [];
  const locked = new Set(lockedAddresses(textOf(lockFile) ?? ""));
  const missing = sources.filter((source) => source !== providerSource && !locked.has(addressOf(source)));
  if (missing.length === 0) return [];
  return [
    `The lock file has no ${[...new Set(missing)].join(", ")} yet: until it has, run cdktf deploy and diff with ` +
      `--skip-provider-lock or CDKTF_SKIP_PROVIDER_LOCK=true, else they ask a registry for ${providerSource} too.`,
  ];
}

function configurationFiles({ environment, home }: Surroundings): readonly string[] {
  const named = environment["TF_CLI_CONFIG_FILE"] || environment["TERRAFORM_CONFIG"];
  if (named) return existing([resolve(named)]);
  const folder = join(home, ".terraform.d");
  const more = existsSync(folder) ? readdirSync(folder).filter((name) => /\.tfrc(\.json)?$/.test(name)) : [];
  const [main] = existing(
    [...(runsTofu(environment) ? [".tofurc"] : []), ".terraformrc"].map((name) => join(home, name)),
  );
  return [...(main === undefined ? [] : [main]), ...more.sort().map((name) => join(folder, name))];
}

function existing(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => existsSync(path));
}

/** The mirrors in `provider_installation`; `undefined` where the configuration has none, or Terraform refuses it. */
function mirrorsIn(text: string): readonly Mirror[] | undefined {
  try {
    return text.trimStart().startsWith("{") ? mirrorsInJson(JSON.parse(text)) : mirrorsInHcl(parseHcl(text));
  } catch (error) {
    if (error instanceof HclFault || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function mirrorsInHcl(items: readonly Item[]): readonly Mirror[] | undefined {
  const installations = items
    .filter((item) => item.kind === "block")
    .filter((block) => block.name === "provider_installation");
  if (installations.length === 0) return undefined;
  return installations
    .flatMap((installation) => installation.body)
    .filter((item) => item.kind === "block")
    .filter((block) => block.name === "filesystem_mirror")
    .map(({ body }) => ({
      path: stringsOf(body, "path")[0] ?? "",
      include: stringsOf(body, "include"),
      exclude: stringsOf(body, "exclude"),
    }));
}

function mirrorsInJson(configuration: unknown): readonly Mirror[] | undefined {
  const installations = membersOf(configuration, "provider_installation");
  if (installations.length === 0) return undefined;
  return installations
    .flatMap((installation) => membersOf(installation, "filesystem_mirror"))
    .map((mirror) => ({
      path: textsOf(mirror, "path")[0] ?? "",
      include: textsOf(mirror, "include"),
      exclude: textsOf(mirror, "exclude"),
    }));
}

function membersOf(value: unknown, name: string): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  const member: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
  return member === undefined ? [] : Array.isArray(member) ? member : [member];
}

function textsOf(value: unknown, name: string): readonly string[] {
  return membersOf(value, name).filter((member) => typeof member === "string");
}

function serves(mirror: Mirror, around: Surroundings, version: string): boolean {
  return providerHosts.some((host) => {
    const matches = (pattern: string): boolean => isPatternOf(pattern, `${host}/${providerSource}`);
    if ((mirror.include.length > 0 && !mirror.include.some(matches)) || mirror.exclude.some(matches)) return false;
    const folder = join(resolve(around.stackFolder, mirror.path), host, providerSource);
    return existing([folder]).some(() => readdirSync(folder).some((name) => isPackageOf(name, version)));
  });
}

function isPatternOf(pattern: string, address: string): boolean {
  const wanted = address.split("/");
  const parts = addressOf(pattern, wanted[0]).split("/");
  return parts.length === 3 && parts.every((part, index) => part === "*" || part === wanted[index]);
}

function addressOf(source: string, host = "registry.terraform.io"): string {
  const parts = source.split("/");
  if (parts.length === 1) return `${host}/hashicorp/${source}`;
  return parts.length === 2 ? `${host}/${source}` : source;
}
