// Does what `cdktf synth`, `diff`, `deploy` and `destroy` do, without the seconds that its own start takes. `npm run quickstart` and
// cdktf-deploy.test.ts run the real one.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

const commands: { readonly [name: string]: readonly string[] | null } = {
  synth: null,
  diff: ["plan"],
  deploy: ["apply", "-auto-approve"],
  destroy: ["destroy", "-auto-approve"],
};

const { values, positionals } = parseArgs({
  options: { app: { type: "string" }, "skip-provider-lock": { type: "boolean" } },
  allowPositionals: true,
});
const [name = "", stack = "", ...rest] = positionals;
const terraform = commands[name];
if (terraform === undefined || (stack === "") !== (terraform === null) || rest.length > 0)
  throw new Error(`cdktf ${positionals.join(" ")}`);
const app = values.app ?? String(JSON.parse(readFileSync("cdktf.json", "utf8")).app);
execFileSync("sh", ["-c", app], { stdio: "inherit" });
if (terraform === null) process.exit(0);
const cwd = join("cdktf.out", "stacks", stack);
if (!existsSync(cwd)) throw new Error(`${app} has no stack ${stack}`);
for (const args of [["init"], terraform]) {
  execFileSync("terraform", [...args, "-no-color", "-input=false"], { cwd, stdio: "inherit" });
}
