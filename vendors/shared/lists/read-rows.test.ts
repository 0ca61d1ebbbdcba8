import { describe, expect, it } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import { limits } from "../http/limits.ts";
import { readDetails, readRows, readWhole, type RowsPage } from "./read-rows.ts";

async function* give<Row>(...pages: readonly (readonly Row[] | Error)[]): AsyncGenerator<readonly Row[]> {
  for (const page of pages) {
    if (page instanceof Error) throw page;
    yield page;
  }
}

async function collect<Row>(pages: AsyncIterable<RowsPage<Row>>) {
  const rows: Row[] = [];
  const gaps: string[] = [];
  for await (const page of pages) {
    rows.push(...page.rows);
    gaps.push(...page.gaps.map(({ of, says }) => `${of}: ${says}`));
  }
  return { rows, gaps };
}

const refused = new AccessError("forbidden", "Listing lamps: Kite answered 403.");
const gone = new AccessError("not_found", "Listing lamps: Kite answered 404.");

describe("readRows", () => {
  it("takes an empty list of what every account has for one that the token may not see", async () => {
    const gap =
      "objects: Lamps are not listed: the list is empty, and every account has some. The token may not see them.";
    const read = async (...pages: readonly (readonly number[] | Error)[]) =>
      collect(readRows({ what: "Lamps", pages: give(...pages), isNeverEmpty: true }));
    expect(await read([])).toEqual({ rows: [], gaps: [gap] });
    expect(await read([], [1])).toEqual({ rows: [1], gaps: [] });
    expect((await read(refused)).gaps).toHaveLength(1);
    expect((await collect(readRows({ what: "Lamps", pages: give<number>([]) }))).gaps).toEqual([]);
  });

  it("passes on each page", async () => {
    expect(await collect(readRows({ what: "Lamps", pages: give([1, 2], [], [3]) }))).toEqual({
      rows: [1, 2, 3],
      gaps: [],
    });
    expect(await collect(readRows({ what: "Lamps", pages: readWhole(async () => [4]) }))).toMatchObject({ rows: [4] });
  });

  it.each([
    { name: "at once", pages: () => give<number>(refused), rows: [], says: "Lamps are not listed." },
    { name: "after a page", pages: () => give([1], refused), rows: [1], says: "Lamps are not all listed." },
  ])("leaves a gap where the token may not read on, $name", async ({ pages, rows, says }) => {
    const found = await collect(readRows({ what: "Lamps", pages: pages() }));
    expect(found).toEqual({ rows, gaps: [`objects: ${says} Listing lamps: Kite answered 403.`] });
  });

  it("fails with every other error, unless the vendor hides with it what the token may not read", async () => {
    await expect(collect(readRows({ what: "Lamps", pages: give<number>(gone) }))).rejects.toBe(gone);
    const hidden = await collect(readRows({ what: "Lamps", pages: give<number>(gone), hiddenBy: ["not_found"] }));
    expect(hidden.gaps).toHaveLength(1);
    const bug = new TypeError("no function");
    await expect(collect(readRows({ what: "Lamps", pages: give<number>(bug) }))).rejects.toBe(bug);
  });

  it("stops at a list that does not end, and says so", async () => {
    let asked = 0;
    async function* endless(): AsyncGenerator<readonly number[]> {
      for (;;) yield [(asked += 1)];
    }
    const { rows, gaps } = await collect(readRows({ what: "Lamps", pages: endless() }));
    expect(rows).toHaveLength(limits.pages);
    expect(asked).toBe(limits.pages + 1);
    expect(gaps).toEqual([expect.stringMatching(/^objects: Lamps are not all listed: only the first 200000 rows/)]);
  });
});

describe("readDetails", () => {
  const names = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `lamp ${index}`);

  it("reads each row's own, a few at a time, and passes on what there is before it reads more", async () => {
    let underWay = 0;
    let most = 0;
    let asked = 0;
    const details = readDetails(readRows({ what: "Lamps", pages: give(names(100)) }), {
      what: "Light",
      nameOf: (name) => name,
      async read(name) {
        asked += 1;
        underWay += 1;
        most = Math.max(most, underWay);
        await Promise.resolve();
        underWay -= 1;
        return name.length;
      },
    });
    const first = await details.next();
    expect(first.value?.rows).toHaveLength(40);
    expect(asked).toBe(40);
    expect(most).toBeLessThanOrEqual(8);
    expect((await collect(details)).rows).toHaveLength(60);
  });

  it("leaves out what is gone, names what the token may not read, and goes on", async () => {
    const details = readDetails(readRows({ what: "Lamps", pages: give(names(3)) }), {
      what: "Light",
      nameOf: (name) => `${name}\u001b[2J`,
      async read(name) {
        if (name === "lamp 0") throw refused;
        return name === "lamp 1" ? undefined : name;
      },
    });
    expect(await collect(details)).toEqual({
      rows: [{ row: "lamp 2", detail: "lamp 2" }],
      gaps: [
        String.raw`objects: Light are not all listed: they could not be read for "lamp 0\u{1b}[2J". Listing lamps: Kite answered 403.`,
      ],
    });
  });

  const broken = new AccessError("vendor_failed", "Listing lamps: Kite answered 500.");

  it("leaves out the few rows for which the vendor fails, and names them", async () => {
    const read = async (name: string) => {
      if (name === "lamp 3" || name === "lamp 50") throw broken;
      return name;
    };
    const details = readDetails(readRows({ what: "Lamps", pages: give(names(100)) }), {
      what: "Light",
      nameOf: String,
      read,
    });
    const { rows, gaps } = await collect(details);
    expect(rows).toHaveLength(98);
    expect(gaps).toEqual([
      'objects: Light are not all listed: they could not be read for "lamp 3", "lamp 50". Listing lamps: Kite answered 500.',
    ]);
  });

  it.each([
    { name: "many rows fail", error: broken, most: 60 },
    {
      name: "the vendor limits how much is read",
      error: new AccessError("rate_limited", "Listing lamps: Kite answered 429."),
      most: 60,
    },
  ])("fails where $name, after what was read, and soon", async ({ error, most }) => {
    let asked = 0;
    const details = readDetails(readRows({ what: "Lamps", pages: give(names(1_000)) }), {
      what: "Light",
      nameOf: String,
      async read(name) {
        asked += 1;
        if (asked > 45) throw error;
        return name;
      },
    });
    const rows: unknown[] = [];
    const readAll = async () => {
      for await (const page of details) rows.push(...page.rows);
    };
    await expect(readAll()).rejects.toBe(error);
    expect(rows).toHaveLength(45);
    expect(asked).toBeLessThan(most);
  });

  it("fails with every other error, and keeps the gaps of the rows", async () => {
    const source = { what: "Light", nameOf: String, read: () => Promise.reject(gone) };
    await expect(collect(readDetails(readRows({ what: "Lamps", pages: give([1]) }), source))).rejects.toBe(gone);
    const none = await collect(readDetails(readRows({ what: "Lamps", pages: give<number>(refused) }), source));
    expect(none.gaps).toHaveLength(1);
  });
});
