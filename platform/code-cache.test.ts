import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { type LoadedFile, findCodeCacheFolder, loadFile } from "./code-cache.ts";
import { saveCodeCache } from "./save-code-cache.ts";

interface Exports {
  readonly answer: () => string;
}

const require = createRequire(import.meta.url);
// Enough of it that V8 would rather take it from a cache.
const program = `exports.answer=()=>require("node:path").basename(__filename);${"exports.f=()=>1;".repeat(200)}`;

interface Place {
  readonly file: string;
  readonly folder: string;
  load(folder?: string): LoadedFile<Exports>;
}

function open(text = program): Place {
  const root = mkdtempSync(join(tmpdir(), "code-cache-"));
  const file = join(root, "answer.cjs");
  const folder = join(root, "cache", "code");
  writeFileSync(file, text);
  return { file, folder, load: (where = folder) => loadFile(file, { folder: where, hash: hashOf(text), require }) };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function keep(place: Place, use = 3): string {
  saveCodeCache(place.load(), use);
  const [name = "none"] = readdirSync(place.folder);
  return join(place.folder, name);
}

describe("compiled code", () => {
  it("is kept for the next process, for this user alone", () => {
    const place = open();
    expect(place.load()).toMatchObject({ use: -1 });
    const cache = keep(place);
    expect(statSync(cache).mode & 0o777).toBe(0o600);
    expect(statSync(place.folder).mode & 0o777).toBe(0o700);
    const loaded = place.load();
    expect(loaded).toMatchObject({ use: 3, cache });
    expect(loaded.script.cachedDataRejected).toBe(false);
    expect(loaded.exports.answer()).toBe("answer.cjs");
  });

  it("is replaced by that of a process that used more, and by no other", () => {
    const place = open();
    const cache = keep(place, 3);
    const before = readFileSync(cache);
    saveCodeCache(place.load(), 3);
    expect(readFileSync(cache)).toEqual(before);
    saveCodeCache(place.load(), 4);
    expect(place.load().use).toBe(4);
  });

  it("of other bytes of the same length is not taken", () => {
    const place = open();
    keep(place);
    const other = program.replace("basename", "dirname ").replace("dirname (", "dirname( ");
    expect(other).toHaveLength(program.length);
    writeFileSync(place.file, other);
    const { use, exports } = loadFile<Exports>(place.file, { folder: place.folder, hash: hashOf(other), require });
    expect(use).toBe(-1);
    expect(exports.answer()).toContain("code-cache-");
  });

  it.each<{ readonly name: string; readonly change: (cache: string) => void }>([
    { name: "is cut short", change: (cache) => truncateSync(cache, statSync(cache).size - 1) },
    { name: "is empty", change: (cache) => truncateSync(cache, 0) },
    {
      name: "has another byte",
      change: (cache) =>
        writeFileSync(
          cache,
          readFileSync(cache).map((byte, index) => (index === 999 ? ~byte : byte)),
        ),
    },
    { name: "can be written by the group", change: (cache) => chmodSync(cache, 0o620) },
    { name: "can be written by everybody", change: (cache) => chmodSync(cache, 0o602) },
    {
      name: "is a link",
      change: (cache) => {
        writeFileSync(`${cache}.moved`, readFileSync(cache), { mode: 0o600 });
        rmSync(cache);
        symlinkSync(`${cache}.moved`, cache);
      },
    },
  ])("that $name is not run", ({ change }) => {
    const place = open();
    change(keep(place));
    const loaded = place.load();
    expect(loaded.use).toBe(-1);
    expect(loaded.exports.answer()).toBe("answer.cjs");
  });

  it("of another user is not run, and nothing is left in another user's folder", () => {
    const place = open();
    keep(place);
    const theirs = mkdtempSync(join(tmpdir(), "theirs-"));
    vi.spyOn(process, "getuid").mockReturnValue((process.getuid?.() ?? 0) + 1);
    expect(place.load().use).toBe(-1);
    saveCodeCache(place.load(join(theirs, "latchkey")), 1);
    expect(readdirSync(theirs)).toEqual([]);
    vi.restoreAllMocks();
    expect(place.load().use).toBe(3);
  });

  it("that nobody has used for a month is removed", () => {
    const place = open();
    mkdirSync(place.folder, { recursive: true });
    const fingerprint = "0123456789abcdef01234567";
    const old = join(place.folder, `answer.cjs-${fingerprint}`);
    const begun = join(place.folder, `.answer.cjs-${fingerprint}.0123456789abcdef.tmp`);
    const recent = join(place.folder, `undici.cjs-${fingerprint}`);
    for (const path of [old, begun, recent]) writeFileSync(path, "");
    for (const path of [old, begun]) utimesSync(path, new Date(0), new Date(0));
    saveCodeCache(place.load(), 1);
    expect([old, begun, recent].map((path) => existsSync(path))).toEqual([false, false, true]);
  });

  it.each([".profile", "thesis.txt", "answer.cjs", "answer.cjs-backup", ".notes.0123456789abcdef.tmp"])(
    "beside a user's own old file does not remove it: %s",
    (name) => {
      const place = open();
      mkdirSync(place.folder, { recursive: true });
      const own = join(place.folder, name);
      writeFileSync(own, "mine");
      utimesSync(own, new Date(0), new Date(0));
      saveCodeCache(place.load(), 1);
      expect(readdirSync(place.folder)).toHaveLength(2);
      expect(readFileSync(own, "utf8")).toBe("mine");
    },
  );

  it("is not needed: a folder that cannot be made is no failure", () => {
    const place = open();
    saveCodeCache(place.load(join(place.file, "below a file")), 1);
    expect(place.load(join(place.file, "below a file")).exports.answer()).toBe("answer.cjs");
  });

  it.each([
    { name: "XDG_CACHE_HOME", environment: { XDG_CACHE_HOME: "/x", HOME: "/h" }, want: "/x/latchkey/code" },
    { name: "off", environment: { LATCHKEY_CODE_CACHE: "off", HOME: "/h" }, want: undefined },
    { name: "a folder", environment: { LATCHKEY_CODE_CACHE: "/own", HOME: "/h" }, want: "/own" },
    { name: "no home", environment: {}, want: undefined },
    { name: "no relative folder", environment: { LATCHKEY_CODE_CACHE: "own", HOME: "/h" }, want: undefined },
    {
      name: "no relative XDG_CACHE_HOME",
      environment: { XDG_CACHE_HOME: ".cache", HOME: "/h" },
      want: findCodeCacheFolder({ HOME: "/h" }, "LATCHKEY_CODE_CACHE"),
    },
    { name: "no relative HOME", environment: { HOME: "h" }, want: undefined },
    {
      name: "no relative HOME beside an XDG_CACHE_HOME",
      environment: { XDG_CACHE_HOME: "x", HOME: "." },
      want: undefined,
    },
  ])("is where the environment says: $name", ({ environment, want }) => {
    expect(findCodeCacheFolder(environment, "LATCHKEY_CODE_CACHE")).toBe(want);
  });
});
