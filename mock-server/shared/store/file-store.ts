import { constants } from "node:fs";
import { access, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { isNativeError } from "node:util/types";
import { z } from "zod";
import { FileRefused, readRegularFile } from "#platform/regular-file.ts";
import { createTemporary, removeTemporaries } from "#platform/temporary-file.ts";
import { jsonObject } from "#vendors/shared/wire/json-object.ts";
import { MemoryStore } from "./memory-store.ts";
import { InvalidRows, type Identified, type Store, type Table, type TableDefinition, type Tables } from "./store.ts";

export interface FileStoreOptions {
  /** How long changes are collected before they are written. @default 50 */
  readonly pauseMs?: number;
  /** Told of each write that failed; the next change tries again. */
  readonly failed?: (error: unknown) => void;
}

const format = z.object({ format: z.literal(1), tables: jsonObject(z.array(z.unknown())) });

const largestStore = 256 * 1024 * 1024;

/** A write that fails later only warns, so a folder that takes no file is found at the start. */
async function checkFolder(path: string): Promise<void> {
  const folder = dirname(path);
  try {
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const isMissing = isNativeError(error) && "code" in error && error.code === "ENOENT";
    const fault = isMissing ? `the folder of the store ${path} does not exist` : `no file can be made in ${folder}`;
    throw new InvalidRows(`${fault}. Name a file in a folder that you can write to, or leave the store out.`, {
      cause: error,
    });
  }
}

async function readTables(path: string): Promise<Tables> {
  await checkFolder(path);
  let text: string;
  try {
    text = (await readRegularFile(path, largestStore)).toString("utf8");
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    if (error.reason === "ENOENT") return {};
    const advice = error.reason === "EISDIR" ? "Name a file in it." : "Name another file.";
    throw new InvalidRows(`the store ${path} ${error.message}. ${advice}`, { cause: error });
  }
  try {
    return format.parse(JSON.parse(text)).tables;
  } catch (error) {
    throw new InvalidRows(`the store ${path} was not written by a mock server of this version`, { cause: error });
  }
}

/**
 * A memory store whose rows outlive the process in one file. Changes are collected for a moment, then the whole file is
 * written beside the old one and takes its place: a reader sees the old rows or the new ones, never half. What changed
 * in the last moment before a crash is lost. One process a file: nothing locks it.
 */
export class FileStore implements Store {
  readonly #memory: MemoryStore;
  readonly #path: string;
  readonly #pauseMs: number;
  readonly #failed: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #isDirty = false;

  private constructor(path: string, initial: Tables, options: FileStoreOptions) {
    this.#path = path;
    this.#pauseMs = options.pauseMs ?? 50;
    this.#failed = options.failed ?? (() => {});
    this.#memory = new MemoryStore({ initial, changed: () => this.#schedule() });
  }

  /** Throws `InvalidRows` when the file is there and holds something else. */
  static async open(path: string, options: FileStoreOptions = {}): Promise<FileStore> {
    const tables = await readTables(path);
    // What a process that was killed left behind. Only after the file is known to be ours.
    await removeTemporaries(path);
    return new FileStore(path, tables, options);
  }

  table<Row extends Identified, Index extends string>(definition: TableDefinition<Row, Index>): Table<Row, Index> {
    return this.#memory.table(definition);
  }

  exclusive<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#memory.exclusive(work);
  }

  async snapshot(): Promise<Tables> {
    return this.#memory.snapshot();
  }

  secrets(): Readonly<Record<string, readonly string[]>> {
    return this.#memory.secrets();
  }

  async restore(tables: Tables): Promise<void> {
    return this.#memory.restore(tables);
  }

  /** Writes what is not yet written; throws when that fails. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#writing;
    if (this.#isDirty) await this.#write();
  }

  #schedule(): void {
    this.#isDirty = true;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#writing = this.#writing.then(() => this.#write()).catch(this.#failed);
    }, this.#pauseMs);
  }

  async #write(): Promise<void> {
    this.#isDirty = false;
    let next: string | undefined;
    try {
      // The rows hold secrets in clear, as the vendors keep them.
      const { path, file } = await createTemporary(this.#path, 0o600);
      next = path;
      try {
        await file.writeFile(JSON.stringify({ format: 1, tables: this.#memory.tables() }));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(next, this.#path);
    } catch (error) {
      this.#isDirty = true;
      if (next !== undefined) await rm(next, { force: true });
      throw error;
    }
  }
}
