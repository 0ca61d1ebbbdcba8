import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { replaceFile } from "./replace-file.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "replace-file-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe("a file", () => {
  it("is created, and replaced with the same rights", async () => {
    const path = join(folder, "report");
    await replaceFile(path, "first");
    expect(readFileSync(path, "utf8")).toBe("first");
    writeFileSync(join(folder, "private"), "old", { mode: 0o600 });
    await replaceFile(join(folder, "private"), "new");
    expect(readFileSync(join(folder, "private"), "utf8")).toBe("new");
    expect(statSync(join(folder, "private")).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(["private", "report"]);
  });

  it("is not followed to another place", async () => {
    writeFileSync(join(folder, "other"), "kept");
    symlinkSync(join(folder, "other"), join(folder, "link"));
    symlinkSync(join(folder, "nothing"), join(folder, "loose"));
    for (const name of ["link", "loose"]) {
      await expect(replaceFile(join(folder, name), "x")).rejects.toThrow("is a symbolic link, and is not followed");
    }
    expect(readFileSync(join(folder, "other"), "utf8")).toBe("kept");
    expect(readdirSync(folder).sort()).toEqual(["link", "loose", "other"]);
  });

  it.each([
    { name: "sub", says: "is a folder" },
    { name: "none/report", says: "is in a folder that does not exist" },
    { name: "full/report", says: "cannot be written (ENOTDIR)" },
    { name: "/dev/null", says: "is a device" },
  ])("is refused, and nothing is left behind: $name", async ({ name, says }) => {
    mkdirSync(join(folder, "sub"));
    writeFileSync(join(folder, "full"), "");
    const path = name.startsWith("/") ? name : join(folder, name);
    await expect(replaceFile(path, "x")).rejects.toThrow(says);
    expect(readdirSync(folder).sort()).toEqual(["full", "sub"]);
  });
});
