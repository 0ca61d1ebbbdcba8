import { expect, test } from "vitest";
import { Memo } from "./memo.ts";

interface Row {
  readonly id: string;
  readonly parts: readonly string[];
}

function counted(rows: readonly Row[]) {
  let reads = 0;
  const read = (): Promise<Row> => Promise.resolve(rows[Math.min(reads++, rows.length - 1)] ?? kiln);
  return { read, reads: () => reads };
}

const memo = (): Memo<Row> => new Memo(({ id, parts }) => [id, ...parts]);
const kiln = { id: "kiln", parts: ["door"] };

test("one read serves all who ask, at once and later", async () => {
  const kept = memo();
  const source = counted([kiln]);
  await Promise.all([kept.get("kiln", source.read), kept.get("kiln", source.read)]);
  await kept.get("kiln", source.read);
  expect(source.reads()).toBe(1);
});

test("a write to what it rests on makes it be read again, any other does not", async () => {
  const kept = memo();
  const source = counted([kiln]);
  await kept.get("kiln", source.read);
  kept.changed(["chimney"]);
  await kept.get("kiln", source.read);
  expect(source.reads()).toBe(1);
  kept.changed(["chimney", "door"]);
  await kept.get("kiln", source.read);
  expect(source.reads()).toBe(2);
});

test("a read that was on its way during a write serves nobody after it", async () => {
  const kept = memo();
  const source = counted([kiln, { id: "kiln", parts: [] }]);
  const first = kept.get("kiln", source.read);
  kept.changed(["anything"]);
  expect(await first).toBe(kiln);
  expect(await kept.get("kiln", source.read)).toStrictEqual({ id: "kiln", parts: [] });
});

test("fails for each who asked while a read failed, and is read again after", async () => {
  const kept = memo();
  const failing = (): Promise<Row> => Promise.reject(new Error("gone"));
  await expect(kept.get("kiln", failing)).rejects.toThrow("gone");
  expect(await kept.get("kiln", () => Promise.resolve(kiln))).toBe(kiln);
});

test("a read of what rests on its name alone is not disturbed by writes to other things", async () => {
  const kept = new Memo<Row>("its name");
  const source = counted([kiln]);
  const first = kept.get("kiln", source.read);
  kept.changed(["door"]);
  await Promise.all([first, kept.get("kiln", source.read)]);
  expect(source.reads()).toBe(1);
  kept.changed(["kiln"]);
  await kept.get("kiln", source.read);
  expect(source.reads()).toBe(2);
});
