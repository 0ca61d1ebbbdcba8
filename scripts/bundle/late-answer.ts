import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Plugin } from "esbuild";

/**
 * Leaves what answers Terraform out of the executable, which loads it when Terraform has its handshake: V8 reads a whole file before it
 * runs any of it.
 *
 * @param file the built one, which is beside the executable
 */
export function loadAnswerLate(root: string, file: string): Plugin {
  const entry = join(root, "terraform", "provider", "answer.ts");
  return {
    name: "late-answer",
    setup: (bundler) => {
      bundler.onResolve({ filter: /^\.\/answer\.ts$/ }, ({ importer, kind }) =>
        kind === "dynamic-import" && importer.endsWith("main.ts")
          ? { path: entry, namespace: "late-answer" }
          : undefined,
      );
      bundler.onLoad({ filter: /^/, namespace: "late-answer" }, () => ({
        resolveDir: root,
        contents: [
          `import { findCodeCacheFolder, loadFile } from "#platform/code-cache.ts";`,
          `const folder = findCodeCacheFolder(process.env, "LATCHKEY_CODE_CACHE");`,
          `const file = loadFile(__dirname + "/${basename(file)}", { folder, hash: "${hashOf(file)}", require });`,
          `export const answerAccess = (plugin) => file.exports.answerAccess(plugin, file);`,
        ].join("\n"),
      }));
    },
  };
}

function hashOf(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 16);
}
