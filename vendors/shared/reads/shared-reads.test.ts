import { describe, expect, it } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import { ReadAhead, SharedReads } from "./shared-reads.ts";
import { Siblings, type Source } from "./siblings.ts";

/** Creates loads that the test answers by hand. */
function createVendor() {
  const asked: string[] = [];
  const answers = new Map<string, (value: string) => void>();
  return {
    asked,
    load: (name: string) => (): Promise<string> => {
      asked.push(name);
      return new Promise((resolve) => answers.set(name, resolve));
    },
    answer: (name: string, value = name.toUpperCase()) => answers.get(name)?.(value),
  };
}

const waitForReads = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("shared reads", () => {
  it("send one request, whether it is in flight or answered", async () => {
    const { asked, load, answer } = createVendor();
    const reads = new SharedReads<string>("kiln", new ReadAhead());
    const both = Promise.all([reads.read("a", load("a")), reads.read("a", load("a"))]);
    answer("a");
    expect(await both).toEqual(["A", "A"]);
    expect(await reads.read("a", load("a"))).toBe("A");
    expect(asked).toEqual(["a"]);
  });

  it("read again after a write, and do not share a read that was in flight", async () => {
    const { asked, load, answer } = createVendor();
    const reads = new SharedReads<string>("kiln", new ReadAhead());
    const before = reads.read("a", load("a"));
    answer("a", "old");
    reads.forget();
    const after = reads.read("a", load("a"));
    answer("a", "new");
    expect([await before, await after]).toEqual(["old", "new"]);
    expect(asked).toEqual(["a", "a"]);
  });

  it("do not keep a failure", async () => {
    const reads = new SharedReads<string>("kiln", new ReadAhead());
    await expect(reads.read("a", () => Promise.reject(new Error("cold")))).rejects.toThrow("cold");
    expect(await reads.read("a", () => Promise.resolve("warm"))).toBe("warm");
  });

  it("read ahead, a few at a time", async () => {
    const { asked, load, answer } = createVendor();
    const reads = new SharedReads<string>("kiln", new ReadAhead(2));
    for (const name of ["a", "b", "c", "d"]) reads.readAhead(name, load(name));
    expect(asked).toEqual(["a", "b"]);
    answer("a");
    await waitForReads();
    expect(asked).toEqual(["a", "b", "c"]);
    expect(await reads.read("a", load("a"))).toBe("A");
    expect(asked).toEqual(["a", "b", "c"]);
  });

  it("do not let a requested read wait for its turn, and do not repeat it", async () => {
    const { asked, load, answer } = createVendor();
    const reads = new SharedReads<string>("kiln", new ReadAhead(1));
    for (const name of ["a", "b"]) reads.readAhead(name, load(name));
    const asking = reads.read("b", load("b"));
    expect(asked).toEqual(["a", "b"]);
    answer("a");
    answer("b");
    expect(await asking).toBe("B");
    await waitForReads();
    expect(asked).toEqual(["a", "b"]);
  });

  it("do not report a failed read ahead, but read again", async () => {
    const reads = new SharedReads<string>("kiln", new ReadAhead());
    reads.readAhead("a", () => Promise.reject(new Error("cold")));
    await waitForReads();
    expect(await reads.read("a", () => Promise.resolve("warm"))).toBe("warm");
  });
});

describe("siblings of requested things", () => {
  const names = Array.from({ length: 20 }, (_, index) => `n${index}`);
  const createLoad = (asked: string[]) => (name: string) => {
    asked.push(name);
    return Promise.resolve(name);
  };

  it("are not read ahead after two requests", async () => {
    const asked: string[] = [];
    const load = createLoad(asked);
    const reads = new SharedReads<string>("kiln", new ReadAhead());
    for (const name of ["n3", "n7"]) {
      await reads.read(name, () => load(name));
      reads.readSiblingsAhead(names, load);
    }
    expect(asked).toEqual(["n3", "n7"]);
  });

  it("are read ahead after three requests, two for each request, and none twice", async () => {
    const asked: string[] = [];
    const load = createLoad(asked);
    const reads = new SharedReads<string>("kiln", new ReadAhead());
    for (const name of ["n3", "n0", "n7"]) {
      await reads.read(name, () => load(name));
      reads.readSiblingsAhead(names, load);
    }
    await waitForReads();
    expect(asked).toEqual(["n3", "n0", "n7", "n1", "n2", "n4", "n5", "n6", "n8"]);
    await reads.read("n4", () => load("n4"));
    reads.readSiblingsAhead(names, load);
    await waitForReads();
    expect(asked.slice(9)).toEqual(["n9", "n10"]);
  });
});

describe("siblings", () => {
  const rows = ["p", "q", "r", "s"].map((id) => ({ id, name: id.toUpperCase() }));
  type Row = (typeof rows)[number];

  function createSource(change: Partial<Source<Row>> = {}) {
    const asked: string[] = [];
    const readOne = async (id: string): Promise<Row | undefined> => {
      asked.push(id);
      return rows.find((row) => row.id === id);
    };
    const readAll = async (): Promise<readonly Row[]> => {
      asked.push("*");
      return rows;
    };
    return { asked, readOne, readAll, ...change };
  }

  const findAll = async (siblings: Siblings<Row>, from: Source<Row>, ids: readonly string[]) => {
    const found = [];
    for (const id of ids) found.push(await siblings.find(id, from));
    return found.map((row) => row?.name);
  };

  it("are read one by one while they are few", async () => {
    const from = createSource();
    expect(await findAll(new Siblings("kiln", new ReadAhead()), from, ["p", "q", "p"])).toEqual(["P", "Q", "P"]);
    expect(from.asked).toEqual(["p", "q"]);
  });

  it("are read with one list from the third on", async () => {
    const from = createSource();
    const siblings = new Siblings<Row>("kiln", new ReadAhead());
    expect(await findAll(siblings, from, ["p", "q", "r", "s"])).toEqual(["P", "Q", "R", "S"]);
    expect(from.asked).toEqual(["p", "q", "*"]);
  });

  it("are gone only if the single read says so", async () => {
    const late = { id: "t", name: "T" };
    const asked: string[] = [];
    const from = createSource({
      readOne: async (id) => {
        asked.push(id);
        return id === "t" ? late : undefined;
      },
    });
    const siblings = new Siblings<Row>("kiln", new ReadAhead(), 0);
    expect(await findAll(siblings, from, ["t", "u", "p"])).toEqual(["T", undefined, "P"]);
    expect(asked).toEqual(["t", "u"]);
  });

  it("are read one by one if the token may not list, after one attempt to list", async () => {
    let lists = 0;
    const from = createSource({
      readAll: () => {
        lists += 1;
        return Promise.reject(new AccessError("forbidden", "Listing kilns: 403."));
      },
    });
    const siblings = new Siblings<Row>("kiln", new ReadAhead(), 0);
    expect(await findAll(siblings, from, ["p", "q", "r"])).toEqual(["P", "Q", "R"]);
    expect([from.asked, lists]).toEqual([["p", "q", "r"], 1]);
  });

  it("are read again after a write", async () => {
    const from = createSource();
    const siblings = new Siblings<Row>("kiln", new ReadAhead(), 0);
    await findAll(siblings, from, ["p"]);
    siblings.forget();
    await findAll(siblings, from, ["p"]);
    expect(from.asked).toEqual(["*", "*"]);
  });
});
