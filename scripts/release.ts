// `npm run release`: makes of the commit that is checked out everything that is published, in release/. `--sign KEY` signs it with
// a key of gpg. It publishes nothing: docs/releasing.md has the steps.
import { execFileSync } from "node:child_process";
import { mkdtempSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { providerName } from "#access/model/provider/address.ts";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { nameReleaseFile } from "#constructs/delivery/provider-mirror.ts";
import { writeBillOfMaterials } from "./release/bill-of-materials.ts";
import { writeChecksums } from "./release/checksums.ts";
import { readCommand } from "./release/command.ts";
import { type Candidate, findObstacles, readCandidate } from "./release/readiness.ts";
import { writeRegistryFiles } from "./release/registry-files.ts";
import { checkSigningKey, listSigningArguments, sign } from "./release/signature.ts";

const root = join(import.meta.dirname, "..");

/** The commit in a folder of its own: what is there of no commit, such as a state, cannot get into the package. */
function checkOut(folder: string, { commit }: Candidate): void {
  const asCommitted = ["-c", "core.autocrlf=false", "-c", "core.eol=lf", "-c", "advice.detachedHead=false"];
  readCommand(root, "git", [...asCommitted, "clone", "--quiet", "--no-checkout", "--shared", root, folder]);
  readCommand(folder, "git", [...asCommitted, "checkout", "--quiet", "--detach", commit]);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
}

/** Builds the package in the folder of a commit, and packs it for npm. */
function pack(source: string, folder: string): string {
  const env = { ...process.env, LATCHKEY_RELEASE: "1" };
  execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], {
    cwd: source,
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const archive = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (archive === undefined) throw new Error("npm pack made no package");
  return archive;
}

function make(source: string, folder: string, candidate: Candidate): string {
  const archive = pack(source, folder);
  const built = findBundledProvider(source);
  if (built.version !== candidate.version) throw new Error(`the build is ${built.version}, not ${candidate.version}`);
  const sums = writeRegistryFiles(folder, built);
  const release = { folder, candidate };
  writeBillOfMaterials(source, release, {
    file: archive,
    name: "latchkey",
    purl: "pkg:npm/latchkey",
    withDependencies: true,
  });
  const zip = nameReleaseFile(built.version, "linux_amd64.zip");
  const name = `terraform-provider-${providerName}`;
  writeBillOfMaterials(source, release, {
    file: zip,
    name,
    purl: `pkg:generic/${name}`,
    below: "provider",
    withDependencies: false,
  });
  return sums;
}

function adviseOnSigning(folder: string, sums: string, key: string | undefined): void {
  if (key !== undefined) return;
  const command = listSigningArguments(sums, "KEY").join(" ");
  console.log(
    `Not signed. Terraform's registry takes no release without ${sums}.sig: run again with --sign KEY, or in ${folder}: gpg ${command}`,
  );
}

function main(): void {
  const { sign: key } = parseArgs({ options: { sign: { type: "string" } } }).values;
  const candidate = readCandidate(root);
  const obstacles = findObstacles(root, candidate);
  if (obstacles.length > 0)
    throw new Error(`${candidate.version} cannot be released:\n${obstacles.map((one) => `- ${one}\n`).join("")}`);
  if (key !== undefined) checkSigningKey(root, key);
  // Permissions of files get into the package.
  process.umask(0o022);
  const folder = join(root, "release");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const source = mkdtempSync(join(tmpdir(), "latchkey-release-"));
  try {
    checkOut(source, candidate);
    const sums = make(source, folder, candidate);
    // Before the signature, which is another each time: everything else is the same whoever makes it.
    writeChecksums(folder, "SHA256SUMS", readdirSync(folder));
    if (key !== undefined) sign(folder, sums, key);
    console.log(`Made of ${candidate.commit}, with Node ${process.versions.node}:`);
    for (const name of readdirSync(folder).sort()) console.log(`  release/${name}`);
    adviseOnSigning("release", sums, key);
  } finally {
    rmSync(source, { recursive: true, force: true });
  }
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message.trimEnd() : error);
  process.exitCode = 1;
}
