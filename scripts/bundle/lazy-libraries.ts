import { join } from "node:path";
import { build, type BuildOptions, type Metafile, type Plugin } from "esbuild";

/**
 * Bundles libraries as text, which is compiled when they are first used. V8 parses a whole file before it runs any of it, and
 * scans text several times faster than code: this halves the start of the provider. Each library is a copy of its own, so
 * nothing else in the bundle may share modules with it.
 */
export class LazyLibraries {
  readonly #options: BuildOptions;
  readonly #entries: Readonly<Record<string, string>>;
  readonly #metafiles: Metafile[] = [];

  /** @param entries the file or package of each library, by the name that it is imported by. */
  constructor(entries: Readonly<Record<string, string>>, options: BuildOptions) {
    this.#entries = entries;
    this.#options = options;
  }

  /** What the libraries consist of. */
  get metafiles(): readonly Metafile[] {
    return this.#metafiles;
  }

  readonly plugin: Plugin = {
    name: "lazy-libraries",
    setup: (bundler) => {
      const names = Object.keys(this.#entries).join("|");
      bundler.onResolve({ filter: new RegExp(`^(?:${names})$`) }, ({ path }) => ({ path, namespace: "lazy" }));
      bundler.onLoad({ filter: /^/, namespace: "lazy" }, async ({ path }) => ({ contents: await this.#bundle(path) }));
    },
  };

  async #bundle(name: string): Promise<string> {
    const { outputFiles, metafile } = await build({
      ...this.#options,
      entryPoints: [this.#entries[name] ?? name],
      outfile: join(this.#options.absWorkingDir ?? "", "library.js"),
      format: "cjs",
      banner: {},
      plugins: [],
      metafile: true,
      write: false,
    });
    this.#metafiles.push(metafile);
    const text = JSON.stringify(outputFiles[0]?.text ?? "");
    return [
      `const {compileFunction}=process.getBuiltinModule("node:vm");`,
      `const filename=__filename+" (${name})";`,
      `compileFunction(${text},["module","exports","require"],{filename})`,
      `(module,exports,(name)=>process.getBuiltinModule(name));`,
    ].join("\n");
  }
}
