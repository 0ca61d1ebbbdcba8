import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FileRefused, readRegularFile } from "./regular-file.ts";

const mebibyte = 1024 * 1024;
let folder: string;
const socket = createServer();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "regular-file-"));
  execFileSync("/usr/bin/env", ["mkfifo", join(folder, "pipe")]);
  writeFileSync(join(folder, "large"), "l".repeat(mebibyte + 1));
  writeFileSync(join(folder, "full"), "f".repeat(mebibyte));
  writeFileSync(join(folder, "empty"), "");
  await new Promise<void>((resolve) => void socket.listen(join(folder, "socket"), resolve));
});

afterAll(() => {
  socket.close();
  rmSync(folder, { recursive: true });
});

describe("a file", () => {
  it.each([
    { name: "full", length: mebibyte },
    { name: "empty", length: 0 },
  ])("is read: $name", async ({ name, length }) => {
    expect(await readRegularFile(join(folder, name), mebibyte)).toHaveLength(length);
  });

  it.each([
    { name: "missing", reason: "ENOENT", says: "does not exist" },
    { name: ".", reason: "EISDIR", says: "is a folder" },
    { name: "pipe", reason: "kind", says: "not a file" },
    { name: "socket", reason: "ENXIO", says: "cannot be read (ENXIO)" },
    { name: "/dev/full", reason: "kind", says: "not a file" },
    { name: "/dev/zero", reason: "kind", says: "not a file" },
    { name: "large", reason: "size", says: "has more than 1 MiB" },
    { name: "full/below", reason: "ENOTDIR", says: "cannot be read (ENOTDIR)" },
    { name: "nul\0", reason: "ERR_INVALID_ARG_VALUE", says: "cannot be read" },
  ])("is refused: $name", async ({ name, reason, says }) => {
    const path = name.startsWith("/") ? name : `${folder}/${name}`;
    const error: unknown = await readRegularFile(path, mebibyte).catch((thrown: unknown) => thrown);
    if (!(error instanceof FileRefused)) throw new Error("nothing was refused");
    expect(error).toMatchObject({ reason });
    expect(error.message).toContain(says);
  });
});
