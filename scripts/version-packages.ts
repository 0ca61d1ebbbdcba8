// `npm run version-packages`: makes a version of the changes in .changeset. It moves them into CHANGELOG.md, and brings all that names
// the version up to date: package.json, the lock file, pages and examples, generated files, and the states of this version.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findPackage } from "#constructs/delivery/package-folder.ts";
import { readCommand } from "./release/command.ts";
import { renewVersions } from "./release/page-versions.ts";

const root = join(import.meta.dirname, "..");

function run(program: string, ...args: readonly string[]): void {
  execFileSync(join(root, "node_modules", ".bin", program), args, { cwd: root, stdio: "inherit" });
}

/** npm would ask the registry; only what the lock file says of this package itself is another. */
function renewLockFile(version: string): void {
  const file = join(root, "package-lock.json");
  const lock = JSON.parse(readFileSync(file, "utf8")) as { version: string; packages: { "": { version: string } } };
  lock.version = version;
  lock.packages[""].version = version;
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}

function renewPages(version: string): void {
  const pages = ["*.md", "*.yml", ":!CHANGELOG.md", ":!.changeset", ":!docs/decisions", ":!test"];
  for (const path of readCommand(root, "git", ["ls-files", "--", ...pages])
    .split("\n")
    .filter(Boolean)) {
    const text = readFileSync(join(root, path), "utf8");
    const renewed = renewVersions(text, version);
    if (renewed !== text) writeFileSync(join(root, path), renewed);
  }
}

const { version: before } = findPackage(root);
run("changeset", "version");
const { version } = findPackage(root);
if (version === before)
  throw new Error(`${before} stays as it is: .changeset has no change. Record one first: npm run changeset`);
renewLockFile(version);
renewPages(version);
run("tsx", "scripts/generate.ts");
run("tsx", "test/states/record.ts");
run("prettier", "--write", "--log-level", "warn", "CHANGELOG.md");
console.log(`${version}: look at what changed, CHANGELOG.md first, and commit it.`);
