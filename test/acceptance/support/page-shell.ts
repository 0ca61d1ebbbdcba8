import { execFile } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { createQuietEnvironment, findTerraform } from "#terraform/plugin/testing/terraform-binary.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const node = `'${process.execPath}' --import '${import.meta.resolve("tsx")}'`;
const cli = `${node} '${join(root, "cli", "main.ts")}'`;

/**
 * The commands that the pages use, as a checkout has them after `npm ci && npm run build`. The mock takes a free port; one that
 * would fill a terminal runs in the background, and what it prints is read by the blocks that follow, as a reader pastes it.
 */
const commands: { readonly [name: string]: string } = {
  npm: `case "$*" in
ci|"run build") ;;
"run -s latchkey -- mock --print env"*)
  shift 4
  ${cli} "$@" --port 0 > "$PAGE_READY" 2> "$PAGE_READY.err" < /dev/null & echo $! > "$PAGE_READY.pid"
  until grep -q LATCHKEY_MOCK "$PAGE_READY"; do kill -0 $! && sleep 0.1; done ;;
*) echo "npm $* is not known here" >&2; exit 1 ;;
esac`,
  npx: `command=$1; shift
case "$command" in
cdktf) exec ${node} '${join(import.meta.dirname, "short-cdktf.ts")}' "$@" ;;
tsx) exec ${node} "$@" ;;
latchkey) exec latchkey "$@" ;;
*) echo "npx $command is not known here" >&2; exit 1 ;;
esac`,
  latchkey: `case "$1" in
mock) exec ${cli} "$@" --port 0 ;;
*) exec ${cli} "$@" ;;
esac`,
};

async function layCommands(folder: string): Promise<void> {
  const terraform = findTerraform(process.env);
  if (typeof terraform === "string") throw new Error(terraform);
  await mkdir(folder);
  if (isAbsolute(terraform.path)) await symlink(terraform.path, join(folder, "terraform"));
  for (const [name, text] of Object.entries(commands)) {
    await writeFile(join(folder, name), `#!/bin/sh\nset -eu\n${text}\n`);
    await chmod(join(folder, name), 0o755);
  }
}

/** The blocks of one page, one after the other, in a folder that looks like the root of a checkout. @throws if one fails */
export async function runBlocks(blocks: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-page-"));
  const ready = join(folder, "ready");
  try {
    for (const name of ["examples", "node_modules"]) await symlink(join(root, name), join(folder, name));
    for (const name of ["cdktf.json", "package.json"]) await cp(join(root, name), join(folder, name));
    await layCommands(join(folder, "bin"));
    await writeFile(join(folder, "terraform.rc"), "");
    const env = {
      ...createQuietEnvironment(process.env),
      HOME: folder,
      PATH: `${join(folder, "bin")}:${process.env["PATH"]}`,
      PAGE_READY: ready,
      TF_CLI_CONFIG_FILE: join(folder, "terraform.rc"),
      TSX_TSCONFIG_PATH: join(root, "tsconfig.json"),
    };
    const script = blocks.join(`\n[ ! -f "$PAGE_READY" ] || . "$PAGE_READY"\n`);
    return await new Promise((resolve, reject) => {
      execFile("sh", ["-euc", script], { cwd: folder, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
        if (error === null) resolve(stdout + stderr);
        else reject(new Error(`${script}\n${stdout}${stderr}`));
      });
    });
  } finally {
    const pid = await readFile(`${ready}.pid`, "utf8").catch(() => undefined);
    if (pid !== undefined) process.kill(Number(pid));
    await rm(folder, { recursive: true, force: true });
  }
}
