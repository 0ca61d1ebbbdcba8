import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { basename, dirname, isAbsolute, join } from "node:path";
import { Script } from "node:vm";

/** A CommonJS file that was loaded, and where the code that V8 compiled of it is kept. */
export interface LoadedFile<E> {
  readonly exports: E;
  readonly script: Script;
  /** Undefined where nothing is kept. */
  readonly cache: string | undefined;
  /** How much of the file was in use when the cache was made; -1 where there is none that fits. */
  readonly use: number;
}

export interface CodeCacheOptions {
  /** Undefined: nothing is kept. */
  readonly folder: string | undefined;
  /** Of the file's bytes: V8 compares only how long a file is. */
  readonly hash: string;
  readonly require: NodeJS.Require;
}

interface Cached {
  readonly code: Buffer | undefined;
  readonly use: number;
}

const digestBytes = 32;
const none: Cached = { code: undefined, use: -1 };

/**
 * The folder for compiled code: `variable` names one, or says `off`; else one below the user's cache folder. Undefined where there
 * is none. A relative path is no folder, as the XDG Base Directory Specification says: it would be one of the project in which
 * Terraform runs, and whoever writes the project would write what is read there.
 */
export function findCodeCacheFolder(environment: NodeJS.ProcessEnv, variable: string): string | undefined {
  const asked = environment[variable] ?? "";
  if (asked !== "") return isAbsolute(asked) ? asked : undefined;
  const home = environment["HOME"] ?? "";
  const caches = environment["XDG_CACHE_HOME"] ?? "";
  if (isAbsolute(caches)) return join(caches, "latchkey", "code");
  if (!isAbsolute(home)) return undefined;
  return join(home, process.platform === "darwin" ? "Library/Caches" : ".cache", "latchkey", "code");
}

/**
 * Loads a CommonJS file with the code that V8 compiled of it in an earlier process, which takes a quarter of the time. A cache of
 * another Node, of other flags, of other bytes, or one that another user could have written is not used: then the file is compiled as
 * always.
 */
export function loadFile<E>(file: string, { folder, hash, require }: CodeCacheOptions): LoadedFile<E> {
  const cache = folder === undefined ? undefined : join(folder, `${basename(file)}-${fingerprint(hash)}`);
  const { code, use } = cache === undefined ? none : readCache(cache);
  const source = `(function(exports,require,module,__filename,__dirname){${readFileSync(file, "latin1")}\n})`;
  const script = new Script(source, { filename: file, cachedData: code });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, file, dirname(file));
  const isUsed = code !== undefined && script.cachedDataRejected !== true;
  return { exports: module.exports as E, script, cache, use: isUsed ? use : -1 };
}

/** Whether it is one that `loadFile` gives a cache. */
export function isCodeCacheName(name: string): boolean {
  return /[.]cjs-[\da-f]{24}$/.test(name);
}

/** V8 itself refuses a cache of other flags or another processor. */
function fingerprint(hash: string): string {
  const { version, arch, execArgv, env } = process;
  const runtime = [version, arch, execArgv.join(" "), env["NODE_OPTIONS"] ?? ""].join("|");
  return createHash("sha256").update(`${hash}|${runtime}`).digest("hex").slice(0, 24);
}

// Whoever can write what is read here runs code as this user.
function isOwn(descriptor: number): boolean {
  const { uid, mode } = fstatSync(descriptor);
  return uid === process.getuid?.() && (mode & constants.S_IFMT) === constants.S_IFREG && (mode & 0o022) === 0;
}

function readCache(path: string): Cached {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    return isOwn(descriptor) ? decodeCache(readFileSync(descriptor)) : none;
  } catch {
    // whatever keeps the cache from being read, the file can be compiled
    return none;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

export function encodeCache(code: Buffer, use: number): Buffer {
  const content = Buffer.concat([Buffer.of(Math.min(use, 255)), code]);
  return Buffer.concat([digest(content), content]);
}

/** A file that was cut short or damaged gives nothing: V8 would run what it says. */
function decodeCache(bytes: Buffer): Cached {
  const content = bytes.subarray(digestBytes);
  const [use] = content;
  if (use === undefined || !digest(content).equals(bytes.subarray(0, digestBytes))) return none;
  return { code: content.subarray(1), use };
}

function digest(content: Uint8Array): Buffer {
  return createHash("sha256").update(content).digest();
}
