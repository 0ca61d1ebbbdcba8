import { lstat, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { FileStore } from "./file-store.ts";
import { MemoryStore } from "./memory-store.ts";
import { storeContract } from "./testing/store-contract.ts";
import { InvalidRows, type TableDefinition } from "./store.ts";

const note = z.object({ id: z.string(), text: z.string() }).readonly();
const notes: TableDefinition<z.output<typeof note>, never> = {
  name: "desk/notes",
  row: note,
  secrets: [],
  indexes: {},
};

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-store-"));
  path = join(folder, "store.json");
});
afterEach(() => rm(folder, { recursive: true }));

storeContract("memory", async () => new MemoryStore());
storeContract("a file", () => FileStore.open(path, { pauseMs: 1 }));

describe("a memory store", () => {
  it("says that it changed when a row did, and not when a patch said what the row said already", async () => {
    let changes = 0;
    const table = new MemoryStore({ changed: () => (changes += 1) }).table(notes);
    await table.put({ id: "1", text: "hello" });
    const patched = await table.patch("1", { text: "hello" });
    expect({ patched, changes }).toEqual({ patched: { id: "1", text: "hello" }, changes: 1 });
    if (patched !== undefined) Object.assign(patched, { text: "spoilt" });
    expect(await table.get("1")).toEqual({ id: "1", text: "hello" });
    await table.patch("1", { text: "goodbye" });
    expect(changes).toBe(2);
  });
});

describe("a file store", () => {
  it("gives the next process what the last one left", async () => {
    const first = await FileStore.open(path);
    await first.table(notes).put({ id: "1", text: "hello" });
    await first.close();
    const second = await FileStore.open(path);
    expect(await second.table(notes).list()).toEqual([{ id: "1", text: "hello" }]);
    await second.close();
  });

  it("leaves one file that only its owner can read", async () => {
    const store = await FileStore.open(path, { pauseMs: 0 });
    const table = store.table(notes);
    for (let id = 0; id < 20; id += 1) await table.put({ id: String(id), text: "x" });
    await store.close();
    expect(await readdir(folder)).toEqual(["store.json"]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it("follows no link that waits where it writes", async () => {
    const target = join(folder, "target");
    await writeFile(target, "untouched");
    await symlink(target, `${path}.tmp`);
    const store = await FileStore.open(path, { pauseMs: 0 });
    await store.table(notes).put({ id: "1", text: "hello" });
    await store.close();
    expect(await readFile(target, "utf8")).toBe("untouched");
    expect((await lstat(path)).isFile()).toBe(true);
  });

  it("removes what a killed process left, and nothing else", async () => {
    const kept = ["store.json.tmp", ".store.json.notes.tmp", ".other.json.0123456789abcdef.tmp"];
    for (const name of [".store.json.0123456789abcdef.tmp", ...kept]) await writeFile(join(folder, name), "half");
    await (await FileStore.open(path)).close();
    expect((await readdir(folder)).toSorted()).toEqual(kept.toSorted());
  });

  it("removes nothing beside a file of another kind", async () => {
    await writeFile(path, "{}");
    await writeFile(join(folder, ".store.json.0123456789abcdef.tmp"), "half");
    await expect(FileStore.open(path)).rejects.toBeInstanceOf(InvalidRows);
    expect(await readdir(folder)).toHaveLength(2);
  });

  it("keeps a table that is called __proto__", async () => {
    const text = '{"format":1,"tables":{"__proto__":[{"id":"1"}],"desk/notes":[]}}';
    await writeFile(path, text);
    const store = await FileStore.open(path);
    await store.table(notes).put({ id: "1", text: "hello" });
    await store.close();
    expect(await readFile(path, "utf8")).toContain('"__proto__":[{"id":"1"}]');
  });

  it("keeps tables that this process never opens", async () => {
    const first = await FileStore.open(path);
    await first.table(notes).put({ id: "1", text: "hello" });
    await first.close();
    const second = await FileStore.open(path);
    await second.table({ ...notes, name: "desk/drafts" }).put({ id: "2", text: "draft" });
    await second.close();
    expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({
      tables: { "desk/notes": [{ id: "1", text: "hello" }] },
    });
  });

  it("fails on a file of another kind and leaves it alone", async () => {
    await writeFile(path, '{"name":"package"}');
    await expect(FileStore.open(path)).rejects.toBeInstanceOf(InvalidRows);
    expect(await readFile(path, "utf8")).toBe('{"name":"package"}');
  });

  it("fails on rows that are not as defined", async () => {
    await writeFile(path, '{"format":1,"tables":{"desk/notes":[{"id":1}]}}');
    const store = await FileStore.open(path);
    expect(() => store.table(notes)).toThrow(InvalidRows);
  });

  it("fails to close when the last write failed", async () => {
    const gone = join(folder, "gone");
    await mkdir(gone);
    const store = await FileStore.open(join(gone, "store.json"), { pauseMs: 60_000 });
    await store.table(notes).put({ id: "1", text: "hello" });
    await rm(gone, { recursive: true });
    await expect(store.close()).rejects.toThrow("ENOENT");
  });
});
