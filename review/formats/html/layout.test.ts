import { describe, expect, it } from "vitest";
import { columnCount, type DrawnRights, layOut, mostNodes } from "./page/layout.ts";
import { createIndex, search } from "./page/search.ts";
import type { PageSubject } from "./page/page-data.ts";

const rights = { list: 0, on: "", through: "", role: "", because: "", notes: "" };
const lists = [["read rule", "update rule"]];

function draw(all: readonly DrawnRights[], given: readonly (readonly string[])[] = lists) {
  const { nodes, edges, missing } = layOut("ferry", all, { lists: given });
  const nameOf = (index: number) => nodes[index]?.text;
  return { nodes, edges: edges.map(({ from, to, sign }) => [nameOf(from), nameOf(to), sign]), missing };
}

describe("the picture around a subject", () => {
  it("goes from column to column, and past those that are empty", () => {
    const { nodes, edges } = draw([
      { rights: { ...rights, through: "ops", role: "reader", on: "main" }, sign: "gained" },
      { rights, sign: "lost" },
    ]);
    expect(nodes.map(({ column, row, text }) => [column, row, text])).toEqual([
      [0, 0, "ferry"],
      [1, 0, "ops"],
      [2, 0, "reader"],
      [3, 0, "read rule on main"],
      [3, 1, "update rule on main"],
      [3, 2, "read rule"],
      [3, 3, "update rule"],
    ]);
    expect(edges).toEqual([
      ["ferry", "ops", "gained"],
      ["ops", "reader", "gained"],
      ["reader", "read rule on main", "gained"],
      ["reader", "update rule on main", "gained"],
      ["ferry", "read rule", "lost"],
      ["ferry", "update rule", "lost"],
    ]);
  });

  it("draws a node once, and a permission that is gained and lost twice", () => {
    const { nodes } = draw([
      { rights: { ...rights, role: "reader" }, sign: "gained" },
      { rights: { ...rights, role: "reader" }, sign: "gained" },
      { rights: { ...rights, role: "writer" }, sign: "lost" },
    ]);
    expect(nodes).toHaveLength(1 + 2 + 4);
  });

  it("never has more than 200 nodes, and counts what is missing", () => {
    const many = [Array.from({ length: 500 }, (_, index) => `read ${index}`)];
    const wide = Array.from({ length: 300 }, (_, index) => ({
      rights: { ...rights, through: `group ${index}`, role: `role ${index}` },
      sign: "gained" as const,
    }));
    const { nodes, missing } = draw(wide, many);
    expect(nodes).toHaveLength(mostNodes);
    expect(new Set(nodes.map(({ column }) => column)).size).toBe(columnCount);
    expect(missing).toBeGreaterThan(0);
  });
});

describe("the search", () => {
  const subject = (name: string): PageSubject => {
    const none: readonly number[] = [];
    const lists = { gains: none, losses: none, before: none, after: none };
    return {
      name,
      kind: "service account",
      vendor: "SigNoz",
      address: `a.${name}`,
      tags: [],
      isChanged: false,
      ...lists,
    };
  };
  const index = createIndex(["Ferry", "ferry-2", "harbour"].map(subject));

  it.each([
    { query: "", want: [0, 1, 2] },
    { query: "FERRY", want: [0, 1] },
    { query: "  service  ferry ", want: [0, 1] },
    { query: "a.harbour signoz", want: [2] },
    { query: "ferry harbour", want: [] },
  ])("finds whoever has every word: $query", ({ query, want }) => {
    expect(search(index, query)).toEqual(want);
  });
});
