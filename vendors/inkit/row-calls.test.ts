import { describe, expect, it } from "vitest";
import { readList } from "./row-calls.ts";

interface Given {
  readonly ids: readonly string[];
  readonly total: number;
  readonly next?: number;
}

function page({ ids, total, next }: Given) {
  const pagination = { page_size: 2, current_page: 1, prev_page: null, page_count: 1, total_count: total };
  return {
    items: ids.map((id) => ({ id })),
    metadata: { pagination: { ...pagination, next_page: next ?? null }, sort: { key: "created_at", order: 1 } },
  };
}

function reading(pages: readonly Given[]) {
  const queries: string[] = [];
  const read = async (query: string) => {
    const given = pages[queries.length];
    queries.push(query);
    if (given === undefined) throw new Error(`asked too often: ${queries.join(" ")}`);
    return page(given);
  };
  return { queries, read };
}

describe("a list in pages", () => {
  it("is one request where one page has it all", async () => {
    const { queries, read } = reading([{ ids: ["a", "b"], total: 2 }]);
    expect(await readList("Listing", read)).toEqual([{ id: "a" }, { id: "b" }]);
    expect(queries).toEqual(["page=1&page_size=100&sort=created_at"]);
  });

  it("is read anew where something was deleted between two pages", async () => {
    const { read } = reading([
      { ids: ["a", "b"], total: 4, next: 2 },
      { ids: ["d"], total: 3 },
      { ids: ["b", "c"], total: 3, next: 2 },
      { ids: ["d"], total: 3 },
    ]);
    expect(await readList("Listing", read)).toEqual([{ id: "b" }, { id: "c" }, { id: "d" }]);
  });

  it("fails where it never holds still", async () => {
    const { read } = reading([1, 2, 3].map((total) => ({ ids: ["a", "b", "c", "d"], total })));
    await expect(readList("Listing", read)).rejects.toMatchObject({ code: "vendor_failed" });
  });

  it("fails on pages that go in a circle", async () => {
    const { read } = reading([{ ids: ["a"], total: 2, next: 1 }]);
    await expect(readList("Listing", read)).rejects.toMatchObject({ code: "unexpected_answer" });
  });
});
