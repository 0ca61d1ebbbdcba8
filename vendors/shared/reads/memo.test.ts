import { expect, test } from "vitest";
import { Memo } from "./memo.ts";

interface Row {
  readonly id: string;
  readonly parts: readonly string[];
}

function createSource(rows: readonly Row[]) {
  let reads = 0;
  const read = (): Promise<Row> => Promise.resolve(rows[Math.min(reads++, rows.length - 1)] ?? kiln);
  return { read, reads: () => reads };
}

const createMemo = (): Memo<Row> => new Memo(({ id, parts }) => [id, ...parts]);
const kiln = { id: "kiln", parts: ["door"] };

test("one read serves concurrent and later calls", async () => {
  const kept = createMemo();
  const source = createSource([kiln]);
  await Promise.all([kept.get("kiln", source.read), kept.get("kiln", source.read)]);
  await kept.get("kiln", source.read);
  expect(source.reads()).toBe(1);
});

test("a value is read again after a write to a dependency, but not after any other write", async () => {
  const kept = createMemo();
  const source = createSource([kiln]);
  await kept.get("kiln", source.read);
  kept.forget(["chimney"]);
  await kept.get("kiln", source.read);
  expect(source.reads()).toBe(1);
  kept.forget(["chimney", "door"]);
  await kept.get("kiln", source.read);
  expect(source.reads()).toBe(2);
});

test("a read that was in flight during a write does not serve later calls", async () => {
  const kept = createMemo();
  const source = createSource([kiln, { id: "kiln", parts: [] }]);
  const first = kept.get("kiln", source.read);
  kept.forget(["anything"]);
  expect(await first).toBe(kiln);
  expect(await kept.get("kiln", source.read)).toStrictEqual({ id: "kiln", parts: [] });
});

test("fails for the callers of a failed read, and reads again for the next", async () => {
  const kept = createMemo();
  const failing = (): Promise<Row> => Promise.reject(new Error("gone"));
  await expect(kept.get("kiln", failing)).rejects.toThrow("gone");
  expect(await kept.get("kiln", () => Promise.resolve(kiln))).toBe(kiln);
});

test("a value that depends only on its name stays when other things are written", async () => {
  const kept = new Memo<Row>("its name");
  const source = createSource([kiln]);
  const first = kept.get("kiln", source.read);
  kept.forget(["door"]);
  await Promise.all([first, kept.get("kiln", source.read)]);
  expect(source.reads()).toBe(1);
  kept.forget(["kiln"]);
  await kept.get("kiln", source.read);
  expect(source.reads()).toBe(2);
});
