import { realpathSync, statSync } from "node:fs";
import { AccessError } from "#access/model/errors.ts";
import { type Block, HclFault, parseHcl, stringsOf } from "./hcl.ts";
import { bytesOf, writeAtomically } from "./files.ts";

export const lockFileName = ".terraform.lock.hcl";

export interface ProviderLock {
  /** With its host: `registry.terraform.io/latchkey/access`. */
  readonly address: string;
  readonly version: string;
  readonly hash: string;
  /** Where the file has no lock of the address, it gets none. Left out: it gets one. */
  readonly onlyWhenLocked?: boolean;
}

const header = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.
`;

/** The addresses that the text locks, in its order. */
export function lockedAddresses(text: string): readonly string[] {
  return providerBlocks(text).map((block) => block.labels[0] ?? "");
}

/** `text` with `lock` in it; everything that is not that provider's stays byte for byte as it is. */
export function withLock(text: string, lock: ProviderLock): string {
  const blocks = providerBlocks(text).filter((block) => block.labels[0] === lock.address);
  const [first, ...more] = blocks;
  if (first === undefined) return lock.onlyWhenLocked === true ? text : withBlockAtEnd(text, lock);
  const sameVersion = stringsOf(first.body, "version")[0] === lock.version;
  const sameConstraint = stringsOf(first.body, "constraints")[0] === lock.version;
  const known = sameVersion ? stringsOf(first.body, "hashes") : [];
  if (sameVersion && sameConstraint && known.includes(lock.hash) && more.length === 0) return text;
  const block = inLineEndsOf(text, blockText(lock, [...new Set([...known, lock.hash])].sort()));
  let merged = text;
  for (const repeated of more.reverse()) merged = merged.slice(0, repeated.start) + merged.slice(repeated.end);
  return merged.slice(0, first.start) + block + merged.slice(first.end);
}

/**
 * Puts the locks into the file, which is made where there is none, and written only where something changes.
 * @throws AccessError where the file cannot be read as a lock file; it is then left as it is.
 */
export function mergeLockFile(path: string, locks: readonly ProviderLock[]): void {
  // One character a byte, so that bytes which are no UTF-8 come back as they were.
  const before = bytesOf(path)?.toString("latin1");
  let text = before ?? "";
  try {
    for (const lock of locks) text = withLock(text, lock);
  } catch (error) {
    if (!(error instanceof HclFault)) throw error;
    throw unreadable(path, error);
  }
  if (text === before) return;
  const bytes = Buffer.from(text, "latin1");
  if (before === undefined) writeAtomically(path, bytes, 0o644);
  else writeAtomically(realpathSync(path), bytes, statSync(path).mode & 0o777);
}

function unreadable(path: string, fault: HclFault): AccessError {
  const advice = `Repair that line (a merge conflict left its marks?), or remove the file: synth and init make it anew.`;
  return new AccessError(
    "invalid_value",
    `${path} is no dependency lock file: in line ${String(fault.line)}, ${fault.message}. It was left as it is. ${advice}`,
    { advice, cause: fault },
  );
}

function providerBlocks(text: string): readonly Block[] {
  return parseHcl(text)
    .filter((item) => item.kind === "block")
    .filter((block) => block.name === "provider");
}

function blockText(lock: ProviderLock, hashes: readonly string[]): string {
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

function withBlockAtEnd(text: string, lock: ProviderLock): string {
  const block = blockText(lock, [lock.hash]);
  if (text.trim() === "") return `${header}\n${block}\n`;
  const lineEnd = /\r?\n$/.test(text) ? "" : "\n";
  return text + inLineEndsOf(text, `${lineEnd}\n${block}\n`);
}

function inLineEndsOf(text: string, block: string): string {
  return /^[^\n]*\r\n/.test(text) ? block.replaceAll("\n", "\r\n") : block;
}
