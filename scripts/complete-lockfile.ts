// `npm run lock`: completes package-lock.json with the optional packages of other platforms.
// npm leaves out of the lock file what the registry in use does not serve, and `npm ci` then refuses the lock file on
// every platform. Each of these packages is named, with its exact version, by the package that wants it.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

const file = join(import.meta.dirname, "..", "package-lock.json");

const entry = z.looseObject({
  version: z.string().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const lockfile = z.looseObject({ packages: z.record(z.string(), entry) });

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

const lock = lockfile.parse(JSON.parse(readFileSync(file, "utf8")));
const added: string[] = [];
for (const { optionalDependencies = {} } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const path = `node_modules/${name}`;
    const platform = platformOf(name);
    if (path in lock.packages || platform === undefined || !exactVersion.test(version)) continue;
    lock.packages[path] = { version, ...platform, dev: true, optional: true };
    added.push(name);
  }
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
console.log(`${added.length} packages of other platforms added`);
