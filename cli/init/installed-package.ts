import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { findPackage, type Package } from "#constructs/delivery/package-folder.ts";
import { isObject } from "#review/json-parts.ts";
import { readJsonFile } from "../doctor/project-files.ts";

/** How a new project comes to the package that runs now. */
export interface PackageSource {
  /** What `package.json` says. */
  readonly spec: string;
  /** A file to copy into the project; null if there is none. */
  readonly archive: string | null;
}

/** What npm installed in this folder, as its own record has it; undefined for a checkout, or what another tool installed. */
function findResolved(folder: string): string | undefined {
  const packages = readJsonFile(join(dirname(folder), ".package-lock.json"))?.["packages"];
  const entry = isObject(packages) ? packages["node_modules/latchkey"] : undefined;
  const resolved = isObject(entry) ? entry["resolved"] : undefined;
  return typeof resolved === "string" ? resolved : undefined;
}

/** @throws Error for what is no file */
function useArchive(archive: string): PackageSource {
  if (!existsSync(archive)) throw new Error(`--package ${archive} is not there. Give the file that npm pack made.`);
  return { spec: `file:./${basename(archive)}`, archive };
}

/** @throws Error where a version alone would have npm ask the public registry for whatever has this name there */
function findSource({ folder, version }: Package): PackageSource {
  const resolved = findResolved(folder);
  if (resolved?.startsWith("https:") === true) return { spec: version, archive: null };
  const archive = resolved?.startsWith("file:") === true ? resolve(dirname(dirname(folder)), resolved.slice(5)) : "";
  if (archive.endsWith(".tgz") && existsSync(archive)) return useArchive(archive);
  throw new Error(
    `no file of this package is known, which runs from ${folder}: npm would ask the public registry for the name. Make one there (npm run build && npm pack), and give it: --package ${join(folder, `latchkey-${version}.tgz`)}`,
  );
}

/** @param given a version, or the path of an archive. @throws Error that says what to give */
export function choosePackage(given: string | undefined): PackageSource {
  if (given === undefined) return findSource(findPackage(import.meta.dirname));
  return given.endsWith(".tgz") ? useArchive(resolve(given)) : { spec: given, archive: null };
}
