import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { readCommand } from "./command.ts";

/** The commit that a release is made of. */
export interface Candidate {
  readonly version: string;
  readonly commit: string;
  /** When it was committed. */
  readonly date: Date;
}

const manifest = z.object({ version: z.string() });
const lockFile = z.object({
  version: z.string(),
  packages: z.record(z.string(), z.object({ version: z.string().optional(), integrity: z.string().optional() })),
});

function readJson<T>(schema: z.ZodType<T>, ...path: readonly string[]): T {
  return schema.parse(JSON.parse(readFileSync(join(...path), "utf8")));
}

/** @throws Error where the folder is no checkout of git */
export function readCandidate(root: string): Candidate {
  const { version } = readJson(manifest, root, "package.json");
  const git = (...args: readonly string[]): string => readCommand(root, "git", args).trim();
  return { version, commit: git("rev-parse", "HEAD"), date: new Date(git("log", "-1", "--format=%cI")) };
}

const bump = "npm run version-packages";

function checkTree(root: string): readonly string[] {
  const changed = readCommand(root, "git", ["status", "--porcelain", "--untracked-files=all"])
    .split("\n")
    .filter(Boolean);
  if (changed.length === 0) return [];
  const shown = changed.slice(0, 5).map((line) => line.slice(3));
  const more = changed.length > 5 ? `, and ${changed.length - 5} others` : "";
  return [`The checkout has changes that are not committed: ${shown.join(", ")}${more}. Commit or remove them.`];
}

function checkVersion(root: string, { version, commit }: Candidate): readonly string[] {
  if (!/^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}$/.test(version))
    return [`The version in package.json, ${version}, is no release: MAJOR.MINOR.PATCH is. Run \`${bump}\`.`];
  const tag = `v${version}`;
  const tagged = readCommand(root, "git", ["tag", "--list", "--format=%(*objectname)%(objectname)", tag]).trim();
  if (tagged === "" || tagged.startsWith(commit)) return [];
  return [
    `${tag} is a tag of another commit, so ${version} may be published already, and a released file is never replaced. Record the change (npm run changeset) and run \`${bump}\`.`,
  ];
}

/** What the changelog says of a version; undefined where it has no such section. */
export function findChanges(changelog: string, version: string): string | undefined {
  const section = changelog.split(/^## /m).find((part) => part.split("\n", 1)[0]?.trim() === version);
  return section?.slice(section.indexOf("\n")).trim();
}

function checkChangelog(root: string, { version }: Candidate): readonly string[] {
  const pending = readdirSync(join(root, ".changeset")).filter((name) => name.endsWith(".md") && name !== "README.md");
  if (pending.length > 0)
    return [
      `${pending.length} changes are in .changeset and in no version yet. Run \`${bump}\`, and commit the result.`,
    ];
  const changes = findChanges(readFileSync(join(root, "CHANGELOG.md"), "utf8"), version);
  if (changes !== undefined && changes !== "" && !/^Not published\.$/m.test(changes)) return [];
  return [
    `CHANGELOG.md says nothing of ${version} to its users. Record what changed (npm run changeset) and run \`${bump}\`.`,
  ];
}

function checkStates(root: string, { version }: Candidate): readonly string[] {
  if (existsSync(join(root, "test", "fixtures", "states", version))) return [];
  return [
    `test/fixtures/states/${version} is missing: the states of this version, which later ones have to read. Run \`npx tsx test/states/record.ts\`, and commit the result.`,
  ];
}

function checkLockFile(root: string, { version }: Candidate): readonly string[] {
  const lock = readJson(lockFile, root, "package-lock.json");
  if (lock.version !== version || lock.packages[""]?.version !== version)
    return [`package-lock.json is of version ${lock.version}, package.json of ${version}. Run \`${bump}\`.`];
  const hidden = join(root, "node_modules", ".package-lock.json");
  const installed = existsSync(hidden) ? Object.entries(readJson(lockFile, hidden).packages) : [];
  const differing = installed.filter(([path, entry]) => {
    const wanted = lock.packages[path];
    return entry.version !== wanted?.version || (wanted?.integrity ?? entry.integrity) !== entry.integrity;
  });
  if (installed.length > 0 && differing.length === 0) return [];
  const which = differing.slice(0, 3).map(([path]) => path);
  return [
    `node_modules is not what package-lock.json says${which.length === 0 ? "" : ` (${which.join(", ")})`}. Run \`npm ci\`.`,
  ];
}

/** Everything that keeps the candidate from being released, and what to do about it. */
export function findObstacles(root: string, candidate: Candidate): readonly string[] {
  return [
    checkTree(root),
    ...[checkVersion, checkChangelog, checkStates, checkLockFile].map((check) => check(root, candidate)),
  ].flat();
}
