import { readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Plugin } from "esbuild";
import { writeFileCheck } from "./file-check.ts";
import { writeLateLoad } from "./late-file.ts";

/**
 * Leaves what answers Terraform out of the executable, which loads it when Terraform has its handshake: V8 reads a whole file before it
 * runs any of it.
 *
 * @param file the built one, which is beside the executable
 * @param listOthers the names of what that one loads from its folder: asked when the build begins
 */
export function loadAnswerLate(root: string, file: string, listOthers: () => readonly string[]): Plugin {
  // From the root: the name of the module is in the bundle, which is the same from every folder.
  const entry = "terraform/provider/answer.ts";
  return {
    name: "late-answer",
    setup: (bundler) => {
      const names = [basename(file), ...listOthers()];
      const { banner } = bundler.initialOptions;
      bundler.initialOptions.banner = {
        js: `${banner?.["js"] ?? ""}${writeFileCheck(listSizes(dirname(file), names))}`,
      };
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

function listSizes(folder: string, names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name) => [name, statSync(join(folder, name)).size]));
}
