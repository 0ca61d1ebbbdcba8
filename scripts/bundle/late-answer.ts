import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Plugin } from "esbuild";
import { writeLateLoad } from "./late-file.ts";

/**
 * Leaves what answers Terraform out of the executable, which loads it when Terraform has its handshake: V8 reads a whole file before it
 * runs any of it.
 *
 * @param file the built one, which is beside the executable
 */
export function loadAnswerLate(root: string, file: string): Plugin {
  // From the root: the name of the module is in the bundle, which is the same from every folder.
  const entry = "terraform/provider/answer.ts";
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
          writeLateLoad(basename(file), readFileSync(file)),
          `exports.answerAccess = (plugin) => file.exports.answerAccess(plugin, file);`,
        ].join("\n"),
      }));
    },
  };
}
