import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { createQuietEnvironment } from "#terraform/plugin/testing/terraform-binary.ts";
import { filesOf, root } from "../../laws/repository.ts";

/** A copy of the working tree under git, in which files can be added. */
export class Checkout {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async create(): Promise<Checkout> {
    const checkout = new Checkout(await mkdtemp(join(tmpdir(), "latchkey-checkout-")));
    for (const path of filesOf()) {
      await mkdir(dirname(join(checkout.folder, path)), { recursive: true });
      await cp(join(root, path), join(checkout.folder, path));
    }
    await symlink(join(root, "node_modules"), join(checkout.folder, "node_modules"));
    await checkout.git("init", "--quiet");
    // A link is no folder for .gitignore.
    await writeFile(join(checkout.folder, ".git", "info", "exclude"), "node_modules\n");
    await checkout.git("config", "user.name", "Mallard");
    await checkout.git("config", "user.email", "mallard@latchkey.example");
    await checkout.git("add", "--all");
    await checkout.git("commit", "--quiet", "--no-verify", "--message=as it is");
    return checkout;
  }

  /** Runs a program here; gives what it printed. @throws with all that it printed, where it fails */
  async run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
    const options = { cwd: this.folder, env: { ...createQuietEnvironment(process.env), ...env }, maxBuffer: 1 << 26 };
    return new Promise((resolve, reject) => {
      execFile(program, [...args], options, (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(new Error(`${program} ${args.join(" ")}\n${stdout}${stderr}`));
      });
    });
  }

  async git(...args: readonly string[]): Promise<string> {
    return this.run("git", args);
  }

  /** Runs a TypeScript file of the copy. */
  async script(path: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
    const tsx = pathToFileURL(join(root, "node_modules", "tsx", "dist", "loader.mjs")).href;
    return this.run(process.execPath, ["--import", tsx, join(this.folder, path), ...args], env);
  }

  async text(path: string): Promise<string> {
    return readFile(join(this.folder, path), "utf8");
  }

  /** What is otherwise than when it was made. */
  async differences(): Promise<{ readonly added: readonly string[]; readonly changed: readonly string[] }> {
    const status = await this.git("status", "--porcelain", "-z", "--untracked-files=all");
    const entries = status.split("\0").filter((entry) => entry !== "");
    const added = entries.filter((entry) => entry.startsWith("?? ")).map((entry) => entry.slice(3));
    const changed = entries.filter((entry) => !entry.startsWith("?? ")).map((entry) => entry.slice(3));
    return { added: added.toSorted(), changed: changed.toSorted() };
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
