import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { GeneratedFile } from "../generate.ts";

const folder = join(import.meta.dirname, "..", "..", "cli", "commands");

function identifier(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Every file of `cli/commands/` is a command. */
export async function generate(): Promise<readonly GeneratedFile[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts")).sort();
  if (files.length === 0) throw new Error(`no command in ${folder}`);
  const names = files.map((file) => file.slice(0, -".ts".length));
  const imports = names.map((name) => `import { command as ${identifier(name)} } from "./commands/${name}.ts";`);
  const list = names.map(identifier).join(", ");
  const text = [
    'import type { CliCommand } from "./command.ts";',
    ...imports,
    `\nexport const commands: readonly CliCommand[] = [${list}];\n`,
  ].join("\n");
  return [{ path: "cli/registry.gen.ts", text }];
}
