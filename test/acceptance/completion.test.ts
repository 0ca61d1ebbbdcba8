import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadCommand } from "#cli/registry.gen.ts";
import { runCommand } from "#cli/testing/run-command.ts";

const folder = mkdtempSync(join(tmpdir(), "latchkey-completion-"));
const shells = ["bash", "zsh", "fish"] as const;
const scripts = new Map<string, string>();

afterAll(() => rmSync(folder, { recursive: true }));

function isThere(shell: string): boolean {
  return spawnSync(shell, ["-c", "true"]).status === 0;
}

beforeAll(async () => {
  for (const shell of shells) {
    const { code, out } = await runCommand(["completion", shell]);
    expect(code).toBe(0);
    scripts.set(shell, join(folder, shell));
    writeFileSync(join(folder, shell), out);
  }
});

/** What bash would offer for the last of some words. */
function completeInBash(...words: readonly string[]): readonly string[] {
  const line = `source "$0"; COMP_WORDS=(latchkey "$@"); COMP_CWORD=${words.length}; _latchkey; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const args = ["--norc", "-c", line, scripts.get("bash") ?? "", ...words];
  return execFileSync("bash", args, { cwd: folder, encoding: "utf8" }).trim().split("\n");
}

function completeInFish(line: string): readonly string[] {
  const args = ["--no-config", "-c", `source ${scripts.get("fish") ?? ""}; complete -C ${JSON.stringify(line)}`];
  const text = execFileSync("fish", args, { cwd: folder, encoding: "utf8", env: { ...process.env, HOME: folder } });
  return text
    .trim()
    .split("\n")
    .map((one) => one.split("\t")[0] ?? "");
}

describe.skipIf(!isThere("bash"))("bash", () => {
  it("offers every command, the commands below, options and their values", () => {
    expect(completeInBash("")).toEqual(expect.arrayContaining(Object.keys(loadCommand)));
    expect(completeInBash("keys", "revo")).toEqual(["revoke"]);
    expect(completeInBash("keys", "revoke", "--y")).toEqual(["--yes"]);
    expect(completeInBash("keys", "--format", "c")).toEqual(["csv"]);
  });

  it("offers files where no command knows better", () => {
    expect(completeInBash("review", "f")).toEqual(["fish"]);
  });
});

describe.skipIf(!isThere("fish"))("fish", () => {
  it("offers every command, the commands below, options and their values", () => {
    expect(completeInFish("latchkey ")).toEqual(expect.arrayContaining(Object.keys(loadCommand)));
    expect(completeInFish("latchkey keys revo")).toEqual(["revoke"]);
    expect(completeInFish("latchkey keys revoke --y")).toEqual(["--yes"]);
    expect(completeInFish("latchkey keys --format c")).toEqual(["csv"]);
  });
});

describe.skipIf(!isThere("zsh"))("zsh", () => {
  it("loads the script, and calls each command's own function", () => {
    const line = `autoload -Uz compinit; compinit -u -d ${join(folder, "dump")}; source ${scripts.get("zsh") ?? ""}; print -l \${(k)functions} | grep ^_latchkey`;
    const text = execFileSync("zsh", ["-f", "-c", line], { encoding: "utf8", env: { ...process.env, HOME: folder } });
    const wanted = Object.keys(loadCommand).map((name) => `_latchkey_${name.replaceAll("-", "_")}`);
    expect(text.trim().split("\n")).toEqual(expect.arrayContaining(["_latchkey", "_latchkey_keys_revoke", ...wanted]));
  });
});
