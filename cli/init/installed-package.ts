import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { findPackage } from "#constructs/delivery/package-folder.ts";
import { isObject } from "#review/json-parts.ts";
import { readJsonFile } from "../doctor/project-files.ts";

/** How a new project comes to the package that runs now. */
export interface PackageSource {
  /** What `package.json` says. */
  readonly spec: string;
  /** A file to copy into the project; null if there is none. */
  readonly archive: string | null;
}

/** The archive from which npm installed the package in this folder; null for another origin. */
function findArchive(folder: string): string | null {
  const modules = dirname(folder);
  const packages = readJsonFile(join(modules, ".package-lock.json"))?.["packages"];
  const entry = isObject(packages) ? packages["node_modules/latchkey"] : undefined;
  const resolved = isObject(entry) ? entry["resolved"] : undefined;
  if (typeof resolved !== "string" || !resolved.startsWith("file:")) return null;
  const path = resolve(dirname(modules), resolved.slice("file:".length));
  return path.endsWith(".tgz") && existsSync(path) ? path : null;
}

/** @param given a version, or the path of an archive. @throws Error if the path is not there */
export function choosePackage(given: string | undefined): PackageSource {
  const { folder, version } = findPackage(import.meta.dirname);
  const archive = given === undefined ? findArchive(folder) : given.endsWith(".tgz") ? resolve(given) : null;
  if (archive === null) return { spec: given ?? version, archive };
  if (!existsSync(archive)) throw new Error(`--package ${archive} is not there. Give the file that npm pack made.`);
  return { spec: `file:./${basename(archive)}`, archive };
}
