import { describe, expect, it } from "vitest";
import { type JournalRecord, createJournal } from "./journal.ts";

const entry: JournalRecord = {
  at: Date.parse("2031-05-06T07:08:09Z"),
  vendor: "acme",
  method: "GET",
  path: "/acme/things/1",
  operationId: "GetThing",
  status: 200,
  principal: "robot/1",
  durationMs: 1,
  fault: null,
};

describe("journal", () => {
  it("gives times as RFC 3339, the oldest first", () => {
    const journal = createJournal();
    journal.record(entry);
    journal.record({ ...entry, status: 404 });
    expect(journal.entries().map(({ at, status }) => [at, status])).toEqual([
      ["2031-05-06T07:08:09.000Z", 200],
      ["2031-05-06T07:08:09.000Z", 404],
    ]);
  });

  it.each([
    { filter: { method: "get" }, want: 1 },
    { filter: { path: "/acme/things" }, want: 1 },
    { filter: { path: "/things" }, want: 0 },
    { filter: { status: 404 }, want: 0 },
    { filter: { principal: "robot/2" }, want: 0 },
    { filter: { vendor: "acme", operationId: "GetThing" }, want: 1 },
  ])("filters by $filter", ({ filter, want }) => {
    const journal = createJournal();
    journal.record(entry);
    expect(journal.entries(filter)).toHaveLength(want);
  });

  it("forgets the oldest beyond its capacity", () => {
    const journal = createJournal(3);
    for (let status = 1; status <= 20; status += 1) journal.record({ ...entry, status });
    expect(journal.entries().map(({ status }) => status)).toEqual([18, 19, 20]);
  });

  it("can be emptied", () => {
    const journal = createJournal();
    journal.record(entry);
    journal.clear();
    expect(journal.entries()).toEqual([]);
  });
});
