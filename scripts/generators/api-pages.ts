import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Application, type ProjectReflection } from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";
import type { GeneratedFile } from "../generate.ts";

const root = join(import.meta.dirname, "..", "..");
const pages = "docs/api";

/** What users import, by the folder that it is built of. */
const imports: Readonly<Record<string, string>> = { constructs: "latchkey", testing: "testing" };

const layout: Partial<PluginOptions> = {
  outputFileStrategy: "members",
  hidePageHeader: true,
  hideBreadcrumbs: true,
  parametersFormat: "table",
  interfacePropertiesFormat: "table",
  classPropertiesFormat: "table",
  typeAliasPropertiesFormat: "table",
  entryFileName: "README",
};

async function openApplication(): Promise<Application> {
  return Application.bootstrapWithPlugins({
    entryPoints: Object.keys(imports).map((folder) => join(root, folder, "index.ts")),
    tsconfig: join(root, "tsconfig.json"),
    plugin: ["typedoc-plugin-markdown"],
    name: "Reference of the library",
    readme: "none",
    disableSources: true,
    excludeExternals: true,
    excludeInternal: true,
    excludePrivate: true,
    excludeProtected: true,
    // `npm run check` has the compiler's own word.
    skipErrorChecking: true,
    // CDKTF's own generator writes comments that TypeDoc warns of.
    logLevel: "Error",
    ...layout,
  });
}

async function convert(application: Application): Promise<ProjectReflection> {
  const project = await application.convert();
  if (project === undefined) throw new Error("TypeDoc could not read the sources: its log says why");
  for (const child of project.children ?? []) child.name = imports[child.name] ?? child.name;
  return project;
}

/** Paths of pages in doc comments become links. */
function linkPages(text: string, name: string): string {
  const up = "../".repeat(name.split("/").length);
  return text.replaceAll(/(?<![\w/[(])docs\/([\w/-]+\.md(?:#[\w-]+)?)/g, `[$1](${up}$1)`);
}

/** The pages of the classes and functions that users import, from their doc comments. */
export async function generate(): Promise<readonly GeneratedFile[]> {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-api-"));
  try {
    const application = await openApplication();
    application.options.setValue("outputs", [{ name: "markdown", path: folder }]);
    await application.generateOutputs(await convert(application));
    if (application.logger.hasErrors()) throw new Error("TypeDoc could not write the pages: its lines are above");
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md"))
      .sort()
      .map((name) => ({ path: `${pages}/${name}`, text: linkPages(readFileSync(join(folder, name), "utf8"), name) }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
