import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSeedFile } from "./seed-file.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-seed-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function read(text: string): Promise<unknown> {
  const path = join(folder, "seed.json");
  await writeFile(path, text);
  return readSeedFile(path);
}

describe("a seed file", () => {
  it.each([
    { name: "plain", text: '{"signoz":{}}' },
    { name: "with a byte order mark", text: '\uFEFF{"signoz":{}}' },
  ])("is read: $name", async ({ text }) => {
    expect(await read(text)).toEqual({ signoz: {} });
  });

  it.each([
    { name: "a missing comma", text: '{\n  "a": "hunter2"\n  "b": 1\n}', at: "line 3, column 3" },
    { name: "no JSON at all", text: "secret: hunter2", at: "line 1, column 1" },
    { name: "a trailing comma", text: '\uFEFF{"a": ["hunter2",]}', at: "line 1, column 18" },
    { name: "an early end", text: '{"a": "hunter2"', at: "line 1, column 16" },
    { name: "nothing", text: "", at: "line 1, column 1" },
  ])("fails with line and column, and without its text: $name", async ({ text, at }) => {
    const failure: unknown = await read(text).catch((error: unknown) => error);
    expect(String(failure)).toContain(`is not JSON: see ${at}`);
    expect(inspect(failure)).not.toContain("hunter2");
  });

  it.each([
    { name: "a folder", path: ".", says: "is a folder" },
    { name: "missing", path: "no.json", says: "does not exist" },
  ])("fails if it is $name", async ({ path, says }) => {
    await expect(readSeedFile(`${folder}/${path}`)).rejects.toThrow(says);
  });
});
