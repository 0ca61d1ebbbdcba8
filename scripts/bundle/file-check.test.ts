import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeFileCheck } from "./file-check.ts";

/** A program that needs two files beside it, in a folder whose name is as awkward as a user's. */
function build() {
  const folder = join(mkdtempSync(join(tmpdir(), "file-check-")), 'it\'s 100% "odd"\n');
  mkdirSync(folder);
  writeFileSync(join(folder, "answer.cjs"), "four");
  writeFileSync(join(folder, "undici.cjs"), "");
  const check = writeFileCheck(
    new Map([
      ["answer.cjs", 4],
      ["undici.cjs", 0],
    ]),
  );
  const program = join(folder, "program.cjs");
  writeFileSync(program, `"use strict";${check}console.log("started");`);
  return { folder, program };
}

function run(program: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program], { encoding: "utf8", timeout: 20_000 });
  return { status, stdout, stderr };
}

describe("a provider whose files lie beside it", () => {
  it("starts where they are those of its build, also through a link", () => {
    const { folder, program } = build();
    const link = join(folder, "..", "link");
    symlinkSync(program, link);
    for (const path of [program, link]) expect(run(path)).toEqual({ status: 0, stdout: "started\n", stderr: "" });
  });

  it.each([
    {
      name: "one is missing",
      change: (folder: string) => rmSync(join(folder, "answer.cjs")),
      says: "answer.cjs in ",
      why: "cannot be read (ENOENT)",
    },
    {
      name: "one that is needed later is missing",
      change: (folder: string) => rmSync(join(folder, "undici.cjs")),
      says: "undici.cjs in ",
      why: "cannot be read (ENOENT)",
    },
    {
      name: "one was cut short or is of another build",
      change: (folder: string) => writeFileSync(join(folder, "answer.cjs"), "two"),
      says: "answer.cjs in ",
      why: "is of another build or damaged (3 bytes in place of 4)",
    },
  ])("fails before it does anything, with one line that says what to do: $name", ({ change, says, why }) => {
    const { folder, program } = build();
    change(folder);
    const { status, stdout, stderr } = run(program);
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect(stdout.split("\n")).toHaveLength(2);
    expect(stdout).toContain(`${says}${JSON.stringify(folder)} ${why}. `);
    expect(stdout).toContain("run terraform init");
  });
});
