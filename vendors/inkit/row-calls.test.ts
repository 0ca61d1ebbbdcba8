import { describe, expect, it } from "vitest";
import { readList, readPages } from "./row-calls.ts";

interface Given {
  readonly ids: readonly string[];
  readonly total: number;
  readonly next?: number;
}

function createPage({ ids, total, next }: Given) {
  const pagination = { page_size: 2, current_page: 1, prev_page: null, page_count: 1, total_count: total };
  return {
    items: ids.map((id) => ({ id })),
    metadata: { pagination: { ...pagination, next_page: next ?? null }, sort: { key: "created_at", order: 1 } },
  };
}

function createReader(pages: readonly Given[]) {
  const queries: string[] = [];
  const read = async (query: string) => {
    const given = pages[queries.length];
    queries.push(query);
    if (given === undefined) throw new Error(`asked too often: ${queries.join(" ")}`);
    return createPage(given);
  };
  return { queries, read };
}

describe("readList", () => {
  it("sends one request if one page has everything", async () => {
    const { queries, read } = createReader([{ ids: ["a", "b"], total: 2 }]);
    expect(await readList("Listing", read)).toEqual([{ id: "a" }, { id: "b" }]);
    expect(queries).toEqual(["page=1&page_size=100&sort=created_at"]);
  });

  it("reads again if something was deleted between two pages", async () => {
    const { read } = createReader([
      { ids: ["a", "b"], total: 4, next: 2 },
      { ids: ["d"], total: 3 },
      { ids: ["b", "c"], total: 3, next: 2 },
      { ids: ["d"], total: 3 },
    ]);
    expect(await readList("Listing", read)).toEqual([{ id: "b" }, { id: "c" }, { id: "d" }]);
  });

  it("fails if the list changes on every attempt", async () => {
    const { read } = createReader([1, 2, 3].map((total) => ({ ids: ["a", "b", "c", "d"], total })));
    await expect(readList("Listing", read)).rejects.toMatchObject({ code: "vendor_failed" });
  });

  it("fails if the next page is not a later one", async () => {
    const { read } = createReader([{ ids: ["a"], total: 2, next: 1 }]);
    await expect(readList("Listing", read)).rejects.toMatchObject({ code: "unexpected_answer" });
  });
});

describe("readPages", () => {
  async function collect(pages: AsyncIterable<readonly { readonly id: string }[]>) {
    const all: string[][] = [];
    for await (const page of pages) all.push(page.map(({ id }) => id));
    return all;
  }

  it("reads a page when it is asked for", async () => {
    const { queries, read } = createReader([
      { ids: ["a", "b"], total: 3, next: 2 },
      { ids: ["c"], total: 3 },
    ]);
    const pages = readPages("Listing", read);
    expect(queries).toEqual([]);
    expect((await pages.next()).value).toEqual([{ id: "a" }, { id: "b" }]);
    expect(queries).toHaveLength(1);
    expect(await collect(pages)).toEqual([["c"]]);
  });

  it("reads again after a change between two pages, and passes on only what is new", async () => {
    const { queries, read } = createReader([
      { ids: ["a", "b"], total: 4, next: 2 },
      { ids: ["d"], total: 3 },
      { ids: ["b", "c"], total: 3, next: 2 },
      { ids: ["d"], total: 3 },
    ]);
    expect(await collect(readPages("Listing", read))).toEqual([["a", "b"], ["d"], ["c"], []]);
    expect(queries).toHaveLength(4);
  });

  it("fails if the list changes each time, and if a page leads back", async () => {
    const changing = createReader(Array.from({ length: 3 }, () => ({ ids: ["a"], total: 2 })));
    await expect(collect(readPages("Listing", changing.read))).rejects.toMatchObject({ code: "vendor_failed" });
    const circle = createReader([{ ids: ["a"], total: 2, next: 1 }]);
    await expect(collect(readPages("Listing", circle.read))).rejects.toMatchObject({ code: "unexpected_answer" });
  });
});
