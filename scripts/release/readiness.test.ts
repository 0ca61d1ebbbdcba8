import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { findObstacles, readCandidate } from "./readiness.ts";

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

type Files = Readonly<Record<string, string | undefined>>;

function write(root: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    if (text === undefined) rmSync(join(root, path), { recursive: true });
    else writeFileSync(join(root, path), text);
  }
}

function lockOf(version: string, auk = "1.0.0"): string {
  const packages = { "": { version }, "node_modules/auk": { version: auk, integrity: `sha512-${auk}` } };
  return JSON.stringify({ version, packages });
}

const ready: Files = {
  ".changeset/README.md": "How it works",
  ".gitignore": "node_modules\n",
  "CHANGELOG.md": "# latchkey\n\n## 7.1.0\n\n- Keys sing.\n\n## 7.0.0\n\nNot published.\n",
  "node_modules/.package-lock.json": JSON.stringify({
    version: "7.0.0",
    packages: { "node_modules/auk": { version: "1.0.0", integrity: "sha512-1.0.0" } },
  }),
  "package-lock.json": lockOf("7.1.0"),
  "package.json": '{"version":"7.1.0"}',
  "test/fixtures/states/7.1.0/auk.tfstate": "{}",
};

function git(root: string, ...args: readonly string[]): void {
  const author = ["-c", "user.name=Auk", "-c", "user.email=auk@latchkey.example"];
  execFileSync("git", [...author, ...args], { cwd: root, stdio: "ignore" });
}

/** A repository that could be released, but for these files. */
function repositoryWith(files: Files): string {
  const root = mkdtempSync(join(tmpdir(), "readiness-"));
  folders.push(root);
  git(root, "init", "--quiet");
  write(root, ready);
  write(root, files);
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--message=ready");
  return root;
}

const obstaclesOf = (root: string): readonly string[] => findObstacles(root, readCandidate(root));

describe("a release", () => {
  it("has no obstacle where all is there, its own tag included", () => {
    const root = repositoryWith({});
    expect(obstaclesOf(root)).toEqual([]);
    git(root, "tag", "--annotate", "v7.1.0", "--message=7.1.0");
    expect(obstaclesOf(root)).toEqual([]);
  });

  const without7 = { "CHANGELOG.md": "# latchkey\n\n## 7.0.0\n\n- Keys.\n" };
  it.each([
    {
      name: "a version that is no release",
      files: {
        "package.json": '{"version":"7.1.0-rc.1"}',
        "package-lock.json": lockOf("7.1.0-rc.1"),
        "CHANGELOG.md": "## 7.1.0-rc.1\n\n- Keys.\n",
        "test/fixtures/states/7.1.0-rc.1/auk.tfstate": "{}",
      },
      says: ["7.1.0-rc.1, is no release"],
    },
    { name: "a version without a changelog", files: without7, says: ["CHANGELOG.md says nothing of 7.1.0"] },
    {
      name: "a changelog that says nothing",
      files: { "CHANGELOG.md": "## 7.1.0\n\n## 7.0.0\n\n- Keys.\n" },
      says: ["CHANGELOG.md says nothing of 7.1.0"],
    },
    {
      name: "a version that was not to be published",
      files: { "CHANGELOG.md": "## 7.1.0\n\nNot published.\n" },
      says: ["CHANGELOG.md says nothing of 7.1.0"],
    },
    {
      name: "changes that are in no version",
      files: { ".changeset/keys.md": "Keys dance." },
      says: ["1 changes are in .changeset and in no version yet. Run `npm run version-packages`"],
    },
    {
      name: "a version without states",
      files: { "test/fixtures/states/7.1.0": undefined },
      says: ["test/fixtures/states/7.1.0 is missing"],
    },
    {
      name: "a lock file of another version",
      files: { "package-lock.json": lockOf("7.0.0") },
      says: ["package-lock.json is of version 7.0.0, package.json of 7.1.0"],
    },
    {
      name: "installed packages that are not those of the lock file",
      files: { "package-lock.json": lockOf("7.1.0", "1.0.1") },
      says: ["node_modules is not what package-lock.json says (node_modules/auk). Run `npm ci`."],
    },
    {
      name: "no installed packages",
      files: { "node_modules/.package-lock.json": undefined },
      says: ["node_modules is not what package-lock.json says. Run `npm ci`."],
    },
    {
      name: "two things at once",
      files: { ...without7, "package-lock.json": lockOf("7.0.0") },
      says: ["CHANGELOG.md says nothing", "package-lock.json is of version 7.0.0"],
    },
  ])("fails for $name, and says what to do", ({ files, says }) => {
    expect(obstaclesOf(repositoryWith(files))).toEqual(says.map((text) => expect.stringContaining(text)));
  });

  it("fails for what is not committed, and for a file that git does not know", () => {
    const root = repositoryWith({});
    write(root, { "CHANGELOG.md": "## 7.1.0\n\n- Keys swim.\n", "new file.ts": "" });
    expect(obstaclesOf(root)).toEqual([
      'The checkout has changes that are not committed: CHANGELOG.md, "new file.ts". Commit or remove them.',
    ]);
  });

  it.each([["tag"], ["tag", "--annotate", "--message=7.1.0"]])(
    "fails for a tag of another commit: git %s",
    (...tag) => {
      const root = repositoryWith({});
      git(root, ...tag, "v7.1.0");
      git(root, "commit", "--quiet", "--allow-empty", "--message=later");
      expect(obstaclesOf(root)).toEqual([expect.stringContaining("v7.1.0 is a tag of another commit")]);
    },
  );
});
