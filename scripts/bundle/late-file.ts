import { createHash } from "node:crypto";

/** Statements that load a file beside the bundle, with V8's compiled code, into `file`. */
export function writeLateLoad(fileName: string, bytes: Uint8Array): string {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
  return [
    `const { findCodeCacheFolder, loadFile } = require("#platform/code-cache.ts");`,
    `const folder = findCodeCacheFolder(process.env, "LATCHKEY_CODE_CACHE");`,
    `const file = loadFile(__dirname + "/${fileName}", { folder, hash: "${hash}", require });`,
  ].join("\n");
}
