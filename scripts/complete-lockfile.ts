// `npm run lock`: brings package-lock.json up to date, for all platforms and with the hash of each package.
// npm leaves out of the lock file what the registry in use does not serve, and `npm ci` then refuses the lock file on
// every platform. Each of these packages is named, with its exact version, by the package that wants it. Their hash is
// missing: the next run, with a registry that serves them, asks for them again.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

const file = join(import.meta.dirname, "..", "package-lock.json");

// What is read of an entry. Entries are written as they were: a parsed one has its members in another order.
const entry = z.object({
  integrity: z.string().optional(),
  inBundle: z.boolean().optional(),
  link: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const lockfile = z.looseObject({ packages: z.record(z.string(), z.record(z.string(), z.unknown())) });

const systems = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const processors = ["arm64", "arm", "ia32", "ppc64", "riscv64", "s390x", "x64", "loong64", "mips64el"];
const exactVersion = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;

interface Platform {
  readonly os: readonly string[];
  readonly cpu: readonly string[];
  readonly libc?: readonly string[];
}

/** What `binding-linux-riscv64-musl` runs on; undefined for a package that is not of one platform. */
function platformOf(name: string): Platform | undefined {
  const words = name.split(/[/-]/);
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  if (os === undefined || cpu === undefined) return undefined;
  const libc = os !== "linux" ? undefined : words.some((word) => word.startsWith("musl")) ? "musl" : "glibc";
  return { os: [os], cpu: [cpu], ...(libc === undefined ? {} : { libc: [libc] }) };
}

type Lockfile = z.output<typeof lockfile>;

function readLock(): Lockfile {
  return lockfile.parse(JSON.parse(readFileSync(file, "utf8")));
}

function writeLock(lock: Lockfile): void {
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
}

// The hash of a bundled package is a part of that of the package that brings it.
function listWithoutHash({ packages }: Lockfile): readonly string[] {
  return Object.entries(packages).flatMap(([path, value]) => {
    const { integrity, inBundle, link } = entry.parse(value);
    return path === "" || inBundle === true || link === true || integrity !== undefined ? [] : [path];
  });
}

const before = readLock();
const forgotten = new Set(listWithoutHash(before));
const kept = Object.entries(before.packages).filter(([path]) => !forgotten.has(path));
writeLock({ ...before, packages: Object.fromEntries(kept) });
execFileSync("npm", ["install", "--package-lock-only", "--ignore-scripts"], { stdio: "inherit" });

const lock = readLock();
const added: string[] = [];
for (const value of Object.values(lock.packages)) {
  const { optionalDependencies = {} } = entry.parse(value);
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const path = `node_modules/${name}`;
    const platform = platformOf(name);
    if (path in lock.packages || platform === undefined || !exactVersion.test(version)) continue;
    lock.packages[path] = { version, ...platform, dev: true, optional: true };
    added.push(name);
  }
}
// Registries leave it out: both builds would be installed everywhere.
for (const path of forgotten) {
  const { [path]: resolved } = lock.packages;
  const libc = platformOf(path)?.libc;
  if (resolved !== undefined && libc !== undefined) resolved["libc"] ??= libc;
}
writeLock(lock);
console.log(`${added.length} packages of other platforms added`);
const without = listWithoutHash(lock);
if (without.length > 0) {
  console.error(
    `Without a hash, because the registry does not serve them: ${without.join(", ")}. Run again with another.`,
  );
  process.exitCode = 1;
}
