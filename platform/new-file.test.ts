import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { reserveFile } from "./new-file.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-new-file-"));
});

afterEach(() => rm(folder, { recursive: true }));

describe("a new file", () => {
  it("is there before it is written, for its owner alone, and has what was written", async () => {
    const path = join(folder, "key.age");
    const file = await reserveFile(path, 0o600);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, "utf8")).toBe("");
    await file.write("sealed");
    expect(await readFile(path, "utf8")).toBe("sealed");
  });

  it("is gone if it is discarded", async () => {
    await (await reserveFile(join(folder, "key.age"), 0o600)).discard();
    expect(await readdir(folder)).toEqual([]);
  });

  it("fails for one that is there, and leaves it as it was", async () => {
    const path = join(folder, "key.age");
    await writeFile(path, "older");
    await expect(reserveFile(path, 0o600)).rejects.toMatchObject({ reason: "EEXIST", message: "exists already" });
    expect(await readFile(path, "utf8")).toBe("older");
  });

  it("fails for a link, also to nothing", async () => {
    const path = join(folder, "key.age");
    await symlink(join(folder, "elsewhere"), path);
    await expect(reserveFile(path, 0o600)).rejects.toMatchObject({ reason: "EEXIST" });
    expect(await readdir(folder)).toEqual(["key.age"]);
  });

  it("fails in a folder that does not exist", async () => {
    const path = join(folder, "none", "key.age");
    await expect(reserveFile(path, 0o600)).rejects.toMatchObject({ message: "is in a folder that does not exist" });
  });
});
