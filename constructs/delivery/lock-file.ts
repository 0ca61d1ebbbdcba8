import { realpathSync, statSync } from "node:fs";
import { AccessError } from "#access/model/errors.ts";
import { type Block, HclSyntaxError, parseHcl, findStrings } from "./hcl.ts";
import { readBytes, writeAtomically } from "#platform/files.ts";

export const lockFileName = ".terraform.lock.hcl";

export interface ProviderLock {
  /** The address with its host: `registry.terraform.io/latchkey/access`. */
  readonly address: string;
  readonly version: string;
  /** As the lock file records it: `h1:…`. */
  readonly hash: string;
  /**
   * Whether a file that does not lock the address yet is left without it.
   *
   * @default false
   */
  readonly onlyWhenLocked?: boolean;
}

const header = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.
`;

/** The addresses that the text of a lock file locks, in its order. */
export function findLockedAddresses(text: string): readonly string[] {
  return findProviderBlocks(text).map((block) => block.labels[0] ?? "");
}

/** The same version is locked with other bytes. */
class OtherBytes extends Error {
  override readonly name = "OtherBytes";
  readonly lock: ProviderLock;
  readonly hashes: readonly string[];

  constructor(lock: ProviderLock, hashes: readonly string[]) {
    super(`${lock.address} ${lock.version} is locked with ${hashes.join(", ")}`);
    this.lock = lock;
    this.hashes = hashes;
  }
}

/**
 * The text with `lock` added to it. Everything about other providers stays byte for byte the same.
 *
 * @throws OtherBytes if it locks the same version without this hash: a second hash would accept changed bytes
 */
export function addLock(text: string, lock: ProviderLock): string {
  const blocks = findProviderBlocks(text).filter((block) => block.labels[0] === lock.address);
  const [first, ...more] = blocks;
  if (first === undefined) return lock.onlyWhenLocked === true ? text : appendBlock(text, lock);
  const sameVersion = findStrings(first.body, "version")[0] === lock.version;
  const sameConstraint = findStrings(first.body, "constraints")[0] === lock.version;
  const known = sameVersion ? findStrings(first.body, "hashes") : [];
  if (known.length > 0 && !known.includes(lock.hash)) throw new OtherBytes(lock, known);
  if (sameVersion && sameConstraint && known.includes(lock.hash) && more.length === 0) return text;
  const block = useLineEndings(text, writeBlock(lock, [...new Set([...known, lock.hash])].sort()));
  let merged = text;
  for (const repeated of more.reverse()) merged = merged.slice(0, repeated.start) + merged.slice(repeated.end);
  return merged.slice(0, first.start) + block + merged.slice(first.end);
}

/**
 * Adds the locks to the file. It creates the file where there is none, and writes it only if something changes.
 *
 * @throws AccessError if the file is not a lock file, or locks other bytes of the same version; it is then left unchanged
 */
export function mergeLockFile(path: string, locks: readonly ProviderLock[]): void {
  // One character per byte, so that bytes that are not UTF-8 are kept.
  const before = readBytes(path)?.toString("latin1");
  let text = before ?? "";
  try {
    for (const lock of locks) text = addLock(text, lock);
  } catch (error) {
    if (error instanceof OtherBytes) throw createOtherBytesError(path, error);
    if (!(error instanceof HclSyntaxError)) throw error;
    throw createLockFileError(path, error);
  }
  if (text === before) return;
  const bytes = Buffer.from(text, "latin1");
  if (before === undefined) writeAtomically(path, bytes, 0o644);
  else writeAtomically(realpathSync(path), bytes, statSync(path).mode & 0o777);
}

function createLockFileError(path: string, cause: HclSyntaxError): AccessError {
  const advice =
    "Repair that line, which may be left from a merge conflict, or delete the file: synth and init create it again.";
  return new AccessError(
    "invalid_value",
    `Invalid dependency lock file ${path}: line ${String(cause.line)}: ${cause.message}. It was not changed. ${advice}`,
    { advice, cause },
  );
}

function createOtherBytesError(path: string, cause: OtherBytes): AccessError {
  const { address, version, hash } = cause.lock;
  const message =
    `The dependency lock file ${path} locks ${address} ${version} with ${cause.hashes.slice(0, 3).join(", ")}, but the ` +
    `bundled provider of that version has ${hash}. One version always has the same bytes, so one of the two was ` +
    "changed. The file was not changed, and the provider was not placed.";
  const advice =
    "Install the package `latchkey` again, and see in the history of the lock file where its hash comes from. If you know " +
    `why the bytes differ and trust the new ones, delete the block \`provider "${address}"\` from the file: synth writes it again.`;
  return new AccessError("invalid_value", `${message} ${advice}`, { advice, cause });
}

function findProviderBlocks(text: string): readonly Block[] {
  return parseHcl(text)
    .filter((item) => item.kind === "block")
    .filter((block) => block.name === "provider");
}

function writeBlock(lock: ProviderLock, hashes: readonly string[]): string {
  return [
    `provider "${lock.address}" {`,
    `  version     = "${lock.version}"`,
    `  constraints = "${lock.version}"`,
    "  hashes = [",
    ...hashes.map((hash) => `    "${hash}",`),
    "  ]",
    "}",
  ].join("\n");
}

function appendBlock(text: string, lock: ProviderLock): string {
  const block = writeBlock(lock, [lock.hash]);
  if (text.trim() === "") return `${header}\n${block}\n`;
  const lineEnd = /\r?\n$/.test(text) ? "" : "\n";
  return text + useLineEndings(text, `${lineEnd}\n${block}\n`);
}

function useLineEndings(text: string, block: string): string {
  return /^[^\n]*\r\n/.test(text) ? block.replaceAll("\n", "\r\n") : block;
}
