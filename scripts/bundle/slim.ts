import { join } from "node:path";
import type { Plugin } from "esbuild";

function inPlaceOf(name: string, filter: RegExp, file: string): Plugin {
  const path = join(import.meta.dirname, file);
  return { name, setup: (bundler) => bundler.onResolve({ filter }, () => ({ path })) };
}

/** What every program leaves out of the libraries that it carries: each start would pay for reading it. */
export const slim: readonly Plugin[] = [
  inPlaceOf("slim-undici", /^undici$/, "undici.cjs"),
  // 49 languages of messages: English, the default, comes from elsewhere.
  inPlaceOf("slim-zod", /^\.\.\/locales\/index\.js$/, "no-locales.cjs"),
  // No route is declared with a JSON Schema.
  inPlaceOf(
    "no-schema-compiler",
    /^@fastify\/(?:ajv-compiler|fast-json-stringify-compiler)$/,
    "no-schema-compiler.cjs",
  ),
  inPlaceOf("left-out", /^(?:pino|light-my-request)$/, "left-out.cjs"),
];
