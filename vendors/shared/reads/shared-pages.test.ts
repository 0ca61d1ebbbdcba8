import { describe, expect, it } from "vitest";
import { SharedPages } from "./shared-pages.ts";

/** A list of three pages that notes which of them was read. */
function createList() {
  const read: number[] = [];
  async function* open(): AsyncGenerator<readonly number[]> {
    for (const page of [1, 2, 3]) {
      read.push(page);
      yield [page * 10, page * 10 + 1];
    }
  }
  return { read, open };
}

async function collect<T>(pages: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

describe("SharedPages", () => {
  it("reads each page once for several readers", async () => {
    const { read, open } = createList();
    const pages = new SharedPages<number>();
    const both = await Promise.all([collect(pages.read(open)), collect(pages.read(open))]);
    expect(both).toEqual([
      [10, 11, 20, 21, 30, 31],
      [10, 11, 20, 21, 30, 31],
    ]);
    expect(await collect(pages.read(open))).toEqual(both[0]);
    expect(read).toEqual([1, 2, 3]);
  });

  it("reads no page before a reader asks for it, and goes on where another one stopped", async () => {
    const { read, open } = createList();
    const pages = new SharedPages<number>();
    const first = pages.read(open);
    expect(await first.next()).toEqual({ done: false, value: [10, 11] });
    await first.return(undefined);
    expect(read).toEqual([1]);
    expect(await collect(pages.read(open))).toHaveLength(6);
    expect(read).toEqual([1, 2, 3]);
  });

  it("reads again after a write, and after a failure", async () => {
    const { read, open } = createList();
    const pages = new SharedPages<number>();
    await collect(pages.read(open));
    pages.forget();
    await collect(pages.read(open));
    expect(read).toEqual([1, 2, 3, 1, 2, 3]);
    const failing = new SharedPages<number>();
    async function* fail(): AsyncGenerator<readonly number[]> {
      yield [1];
      throw new Error("the line is dead");
    }
    await expect(collect(failing.read(fail))).rejects.toThrow("the line is dead");
    expect(await collect(failing.read(open))).toHaveLength(6);
  });
});
