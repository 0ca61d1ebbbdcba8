import { createRequire } from "node:module";
import type { Plugin } from "esbuild";

const load = createRequire(import.meta.url);

/**
 * Modules of Node that a program needs only at times are loaded when something of them is first used, and not when the file that
 * imports them is: Node takes two or three milliseconds for each.
 *
 * @param names such as "node:http"
 */
export function loadBuiltinsLazily(names: readonly string[]): Plugin {
  return {
    name: "lazy-builtins",
    setup: (bundler) => {
      bundler.onResolve({ filter: /^node:/ }, ({ path, namespace }) => {
        if (!names.includes(path)) return undefined;
        return namespace === "lazy-builtin" ? { path, external: true } : { path, namespace: "lazy-builtin" };
      });
      bundler.onLoad({ filter: /^/, namespace: "lazy-builtin" }, ({ path }) => ({ contents: writeGetters(path) }));
    },
  };
}

function writeGetters(name: string): string {
  const exported = Object.keys(load(name) as object).filter((key) => key !== "default");
  return [
    `const load = () => require(${JSON.stringify(name)});`,
    `for (const name of ${JSON.stringify(exported)})`,
    `  Object.defineProperty(exports, name, { enumerable: true, get: () => load()[name] });`,
  ].join("\n");
}
