import { spawnSync } from "node:child_process";
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
    const file = await reserveFile(path, { mode: 0o600 });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, "utf8")).toBe("");
    await file.write("sealed");
    expect(await readFile(path, "utf8")).toBe("sealed");
  });

  it("is gone if it is discarded", async () => {
    await (await reserveFile(join(folder, "key.age"), { mode: 0o600 })).discard();
    expect(await readdir(folder)).toEqual([]);
  });

  it("fails for one that is there, and leaves it as it was", async () => {
    const path = join(folder, "key.age");
    await writeFile(path, "older");
    await expect(reserveFile(path, { mode: 0o600 })).rejects.toMatchObject({
      reason: "EEXIST",
      message: "exists already",
    });
    expect(await readFile(path, "utf8")).toBe("older");
  });

  it("fails for a link, also to nothing", async () => {
    const path = join(folder, "key.age");
    await symlink(join(folder, "elsewhere"), path);
    await expect(reserveFile(path, { mode: 0o600 })).rejects.toMatchObject({ reason: "EEXIST" });
    expect(await readdir(folder)).toEqual(["key.age"]);
  });

  it("fails in a folder that does not exist", async () => {
    const path = join(folder, "none", "key.age");
    await expect(reserveFile(path, { mode: 0o600 })).rejects.toMatchObject({
      message: "is in a folder that does not exist",
    });
  });

  it("takes the room that is asked for, and has what was written alone: less, or more", async () => {
    for (const text of ["sealed", "sealed ".repeat(20_000)]) {
      const path = join(folder, `${text.length}.age`);
      const file = await reserveFile(path, { mode: 0o600, room: 50_000 });
      expect((await stat(path)).size).toBe(50_000);
      await file.write(text);
      expect(await readFile(path, "utf8")).toBe(text);
    }
  });

  it("fails where there is less room than is asked for, and leaves nothing", async () => {
    const program = `
      import { reserveFile } from ${JSON.stringify(join(import.meta.dirname, "new-file.ts"))};
      await reserveFile(process.argv[1], { mode: 0o600, room: 50_000 }).catch(({ message }) => console.log(message));
    `;
    // In KiB: what a process may write to one file.
    const script = 'ulimit -f 20; exec "$0" --import tsx --input-type=module -e "$1" "$2"';
    const { stdout } = spawnSync("bash", ["-c", script, process.execPath, program, join(folder, "key.age")], {
      encoding: "utf8",
    });
    expect(stdout).toBe("cannot be written (EFBIG)\n");
    expect(await readdir(folder)).toEqual([]);
  });
});
