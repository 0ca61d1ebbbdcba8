import { join } from "node:path";
import type { Plugin } from "esbuild";

function replaceModule(name: string, filter: RegExp, file: string): Plugin {
  const path = join(import.meta.dirname, file);
  return { name, setup: (bundler) => bundler.onResolve({ filter }, () => ({ path })) };
}

/** Leaves out parts of libraries that no program uses, because every start would have to read them. */
export const slim: readonly Plugin[] = [
  replaceModule("slim-undici", /^undici$/, "undici.cjs"),
  // 49 languages of messages; the default, English, is in another file.
  replaceModule("slim-zod", /^\.\.\/locales\/index\.js$/, "no-locales.cjs"),
  // No route declares a JSON Schema.
  replaceModule(
    "no-schema-compiler",
    /^@fastify\/(?:ajv-compiler|fast-json-stringify-compiler)$/,
    "no-schema-compiler.cjs",
  ),
  replaceModule("no-logger", /^(?:pino|light-my-request)$/, "no-logger.cjs"),
];
