import { join } from "node:path";
import { build, type BuildOptions, type Metafile, type Plugin } from "esbuild";

/**
 * Carries libraries as text that is compiled when they are first used. V8 reads the whole of a file before anything of it
 * runs, and reads text several times as fast as code: half of what a start of the provider waited for. What is folded is
 * a copy of its own: nothing else of the bundle may share its modules.
 */
export class Folded {
  readonly #options: BuildOptions;
  readonly #entries: Readonly<Record<string, string>>;
  readonly #metafiles: Metafile[] = [];

  /** @param entries the file or package that is folded, by the name that it is imported by. */
  constructor(entries: Readonly<Record<string, string>>, options: BuildOptions) {
    this.#entries = entries;
    this.#options = options;
  }

  /** What went into the folded ones. */
  get metafiles(): readonly Metafile[] {
    return this.#metafiles;
  }

  readonly plugin: Plugin = {
    name: "fold",
    setup: (bundler) => {
      const names = Object.keys(this.#entries).join("|");
      bundler.onResolve({ filter: new RegExp(`^(?:${names})$`) }, ({ path }) => ({ path, namespace: "folded" }));
      bundler.onLoad({ filter: /^/, namespace: "folded" }, async ({ path }) => ({ contents: await this.#fold(path) }));
    },
  };

  async #fold(name: string): Promise<string> {
    const { outputFiles, metafile } = await build({
      ...this.#options,
      entryPoints: [this.#entries[name] ?? name],
      outfile: join(this.#options.absWorkingDir ?? "", "folded.js"),
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
