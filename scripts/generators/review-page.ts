import { join } from "node:path";
import { build } from "esbuild";
import type { GeneratedFile } from "../generate.ts";

const folder = join(import.meta.dirname, "..", "..", "review", "formats", "html");

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: [join(folder, "page", entry)],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: ["es2022", "chrome100", "firefox100", "safari15.4"],
    charset: "ascii",
    legalComments: "none",
    logLevel: "warning",
  });
  const text = outputFiles[0]?.text.trim() ?? "";
  // It would end the element that it is in.
  if (text === "" || /<\/(?:script|style)|<!--/i.test(text)) throw new Error(`${entry} cannot be part of a page`);
  return text;
}

/** What the page of `latchkey review --format html` runs and looks like, as texts. */
export async function generate(): Promise<readonly GeneratedFile[]> {
  const script = await bundle("main.ts");
  const style = await bundle("page.css");
  const text = `/** Made of \`review/formats/html/page/\`. */
export const script = ${JSON.stringify(script)};

export const style = ${JSON.stringify(style)};
`;
  return [{ path: "review/formats/html/page.gen.ts", text }];
}
