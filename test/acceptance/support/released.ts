import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { createQuietEnvironment, findTerraform } from "#terraform/plugin/testing/terraform-binary.ts";
import { root } from "../../laws/repository.ts";
import { readSnippets } from "../../support/snippets.ts";
import { Checkout } from "./checkout.ts";

/** The blocks of a page that name this test, in their order. */
export function readBlocks(page: string, language: string): readonly string[] {
  const test = "test/acceptance/release.test.ts";
  return readSnippets(page)
    .filter(({ note }) => note.kind === "elsewhere" && note.path === test)
    .filter((snippet) => snippet.language === language)
    .map(({ code }) => code);
}

export interface Shell {
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A checkout with one recorded change, a key that was made for it, and folders to work in. All are gone with `remove`. */
export class ReleaseDesk {
  readonly checkout: Checkout;
  readonly folder: string;
  readonly #env: Readonly<Record<string, string>>;

  private constructor(checkout: Checkout, folder: string, env: Readonly<Record<string, string>>) {
    this.checkout = checkout;
    this.folder = folder;
    this.#env = env;
  }

  static async open(): Promise<ReleaseDesk> {
    const terraform = findTerraform(process.env);
    if (typeof terraform === "string") throw new Error(terraform);
    const checkout = await Checkout.create();
    // The socket of gpg's agent needs a short path.
    const folder = await mkdtemp(join(tmpdir(), "lk-"));
    const bins = join(folder, "bin");
    const keys = join(folder, "keys");
    for (const one of [bins, keys, join(folder, "home")]) await mkdir(one, { mode: 0o700 });
    await writeFile(join(keys, "none"), "\n");
    await writeFile(join(keys, "gpg.conf"), `batch\npinentry-mode loopback\npassphrase-file ${join(keys, "none")}\n`);
    if (isAbsolute(terraform.path)) await symlink(terraform.path, join(bins, "terraform"));
    const path = process.env["PATH"] ?? "";
    // What `npm ci` installs is linked.
    await writeFile(join(bins, "npm"), `#!/bin/sh\n[ "$*" = ci ] || PATH='${path}' exec npm "$@"\n`);
    await chmod(join(bins, "npm"), 0o755);
    const env = {
      HOME: join(folder, "home"),
      GNUPGHOME: keys,
      PATH: `${bins}:${path}`,
      npm_config_prefer_offline: "true",
    };
    return new ReleaseDesk(checkout, folder, env);
  }

  async createFolder(name: string): Promise<string> {
    const folder = join(this.folder, name);
    await mkdir(folder, { recursive: true });
    return folder;
  }

  /** Runs lines of a page in a shell; gives what they printed. @throws with it, where one fails */
  async run(script: string, { folder, env = {} }: Shell): Promise<string> {
    const npm = Object.keys(process.env).filter((name) => /^npm_(?!config_(?:registry|cache|userconfig)$)/.test(name));
    const options = {
      cwd: folder,
      env: {
        ...createQuietEnvironment(process.env),
        ...Object.fromEntries(npm.map((name) => [name, undefined])),
        ...this.#env,
        ...env,
      },
      maxBuffer: 1 << 26,
      timeout: 170_000,
    };
    return new Promise((resolve, reject) => {
      execFile("sh", ["-euc", script], options, (error, stdout, stderr) => {
        if (error === null) resolve(stdout + stderr);
        else reject(new Error(`${script}\n${stdout}${stderr}`));
      });
    });
  }

  /** The same commit in another folder. */
  async cloneTo(name: string): Promise<string> {
    const folder = await this.createFolder(name);
    await this.run(`git clone --quiet '${this.checkout.folder}' . && echo node_modules > .git/info/exclude`, {
      folder,
    });
    await symlink(join(root, "node_modules"), join(folder, "node_modules"));
    return folder;
  }

  async remove(): Promise<void> {
    await this.run("gpgconf --kill all", { folder: this.folder });
    await rm(this.folder, { recursive: true, force: true });
    await this.checkout.remove();
  }
}
