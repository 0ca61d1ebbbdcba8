import { join } from "node:path";
import type { Plugin } from "esbuild";

interface Replaced {
  /** What is imported. */
  readonly filter: RegExp;
  /** Where; anywhere without it. */
  readonly importer?: RegExp;
}

function replaceModule(name: string, { filter, importer = /^/ }: Replaced, file: string): Plugin {
  const path = join(import.meta.dirname, file);
  return {
    name,
    setup: (bundler) =>
      bundler.onResolve({ filter }, (asked) => (importer.test(asked.importer) ? { path } : undefined)),
  };
}

const ofUndici = /[\\/]undici[\\/]lib[\\/]/;

/** Leaves out parts of libraries that no program uses, because every start would have to read them. */
export const slim: readonly Plugin[] = [
  replaceModule("slim-undici", { filter: /^undici$/ }, "undici.cjs"),
  replaceModule("no-http2", { filter: /^\.\/client-h2\.js$/, importer: ofUndici }, "no-http2.cjs"),
  replaceModule("no-http-server", { filter: /^node:http$/, importer: ofUndici }, "no-http-server.cjs"),
  // 49 languages of messages; the default, English, is in another file.
  replaceModule("slim-zod", { filter: /^\.\.\/locales\/index\.js$/ }, "no-locales.cjs"),
  // No route declares a JSON Schema.
  replaceModule(
    "no-schema-compiler",
    { filter: /^@fastify\/(?:ajv-compiler|fast-json-stringify-compiler)$/ },
    "no-schema-compiler.cjs",
  ),
  replaceModule("no-logger", { filter: /^(?:pino|light-my-request)$/ }, "no-logger.cjs"),
];
