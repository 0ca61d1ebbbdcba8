import { join } from "node:path";
import type { Plugin } from "esbuild";

/** The file that the engine is bundled into, from dist/. */
export const reviewFile = "review.cjs";

/**
 * The review is loaded when it is first asked, from a file of its own: most who load the constructs never ask it, and every bundle
 * shares it. What it exports are functions.
 */
export function loadReviewLazily(root: string, names: readonly string[]): Plugin {
  const entry = join(root, "review", "built", "engine.ts");
  return {
    name: "lazy-review",
    setup: (bundler) => {
      bundler.onResolve({ filter: /\/built\/engine\.ts$/ }, () => ({ path: entry, namespace: "lazy-review" }));
      bundler.onResolve({ filter: /^\.\.\/review\.cjs$/ }, ({ path }) => ({ path, external: true }));
      bundler.onLoad({ filter: /^/, namespace: "lazy-review" }, () => ({
        contents: names
          .map((name) => `export const ${name} = (...given) => require("../${reviewFile}").${name}(...given);`)
          .join("\n"),
      }));
    },
  };
}
