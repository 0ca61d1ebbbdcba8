import { join } from "node:path";
import { build, type BuildOptions, type Metafile, type Plugin } from "esbuild";
import { writeLateLoad } from "./late-file.ts";

interface BuiltLibrary {
  readonly bytes: Uint8Array;
  readonly metafile: Metafile;
}

function toFileName(name: string): string {
  return `${name}.cjs`;
}

/**
 * Bundles libraries into files of their own, beside the part that uses them, which are read when they are first used. Each
 * library is a copy of its own, so nothing else in the bundle may share modules with it.
 */
export class LazyLibraries {
  readonly #root: string;
  readonly #options: BuildOptions;
  readonly #entries: Readonly<Record<string, string>>;
  readonly #built = new Map<string, BuiltLibrary>();

  /** @param entries the file or package of each library, by the name that it is imported by. */
  constructor(root: string, entries: Readonly<Record<string, string>>, options: BuildOptions) {
    this.#root = root;
    this.#entries = entries;
    this.#options = options;
  }

  /** What the libraries consist of. */
  get metafiles(): readonly Metafile[] {
    return this.#list().map(([, { metafile }]) => metafile);
  }

  /** The libraries that a build with the plugin used, by the names of their files. */
  get files(): ReadonlyMap<string, Uint8Array> {
    return new Map(this.#list().map(([name, { bytes }]) => [toFileName(name), bytes]));
  }

  /** In the order of their names: which one is built first is chance, and a release has the same bytes each time. */
  #list(): readonly (readonly [name: string, built: BuiltLibrary])[] {
    return [...this.#built].toSorted(([a], [b]) => (a < b ? -1 : 1));
  }

  readonly plugin: Plugin = {
    name: "lazy-libraries",
    setup: (bundler) => {
      const names = Object.keys(this.#entries).join("|");
      bundler.onResolve({ filter: new RegExp(`^(?:${names})$`) }, ({ path }) => ({ path, namespace: "lazy" }));
      bundler.onLoad({ filter: /^/, namespace: "lazy" }, async ({ path }) => ({
        resolveDir: this.#root,
        contents: await this.#bundle(path),
      }));
    },
  };

  async #bundle(name: string): Promise<string> {
    const { outputFiles, metafile } = await build({
      ...this.#options,
      entryPoints: [this.#entries[name] ?? name],
      outfile: join(this.#root, "library.js"),
      format: "cjs",
      banner: {},
      metafile: true,
      write: false,
    });
    const bytes = outputFiles[0]?.contents;
    if (bytes === undefined) throw new Error(`esbuild made nothing of ${name}`);
    this.#built.set(name, { bytes, metafile });
    return [
      writeLateLoad(toFileName(name), bytes),
      `const { saveCodeCache } = require("#platform/save-code-cache.ts");`,
      `process.once("exit", () => saveCodeCache(file, 1));`,
      `module.exports = file.exports;`,
    ].join("\n");
  }
}
