import { describe, expect, it } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import { ReadAhead, SharedReads } from "./shared-reads.ts";
import { Siblings, type Source } from "./siblings.ts";

/** Loads that are answered by hand, and what was asked. */
function vendor() {
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

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("shared reads", () => {
  it("ask once, whether the first is still in flight or answered", async () => {
    const { asked, load, answer } = vendor();
    const reads = new SharedReads<string>("kiln", new ReadAhead());
    const both = Promise.all([reads.read("a", load("a")), reads.read("a", load("a"))]);
    answer("a");
    expect(await both).toEqual(["A", "A"]);
    expect(await reads.read("a", load("a"))).toBe("A");
    expect(asked).toEqual(["a"]);
  });

  it("ask again after a write, and give nobody who asks then what was in flight", async () => {
    const { asked, load, answer } = vendor();
    const reads = new SharedReads<string>("kiln", new ReadAhead());
    const before = reads.read("a", load("a"));
    const answerOld = answer;
    answerOld("a", "old");
    reads.forget();
    const after = reads.read("a", load("a"));
    answer("a", "new");
    expect([await before, await after]).toEqual(["old", "new"]);
    expect(asked).toEqual(["a", "a"]);
  });

  it("keep no failure", async () => {
    const reads = new SharedReads<string>("kiln", new ReadAhead());
    await expect(reads.read("a", () => Promise.reject(new Error("cold")))).rejects.toThrow("cold");
    expect(await reads.read("a", () => Promise.resolve("warm"))).toBe("warm");
  });

  it("run ahead of what is asked, so many at a time", async () => {
    const { asked, load, answer } = vendor();
    const reads = new SharedReads<string>("kiln", new ReadAhead(2));
    for (const name of ["a", "b", "c", "d"]) reads.readAhead(name, load(name));
    expect(asked).toEqual(["a", "b"]);
    answer("a");
    await settled();
    expect(asked).toEqual(["a", "b", "c"]);
    expect(await reads.read("a", load("a"))).toBe("A");
    expect(asked).toEqual(["a", "b", "c"]);
  });

  it("do at once what is asked while it waits its turn, and only once", async () => {
    const { asked, load, answer } = vendor();
    const reads = new SharedReads<string>("kiln", new ReadAhead(1));
    for (const name of ["a", "b"]) reads.readAhead(name, load(name));
    const asking = reads.read("b", load("b"));
    expect(asked).toEqual(["a", "b"]);
    answer("a");
    answer("b");
    expect(await asking).toBe("B");
    await settled();
    expect(asked).toEqual(["a", "b"]);
  });

  it("leave a failure ahead of time to whoever asks", async () => {
    const reads = new SharedReads<string>("kiln", new ReadAhead());
    reads.readAhead("a", () => Promise.reject(new Error("cold")));
    await settled();
    expect(await reads.read("a", () => Promise.resolve("warm"))).toBe("warm");
  });
});

describe("siblings of what was asked for", () => {
  const names = Array.from({ length: 20 }, (_, index) => `n${index}`);
  const answered = (asked: string[]) => (name: string) => {
    asked.push(name);
    return Promise.resolve(name);
  };

  it("are left alone while only two were asked for", async () => {
    const asked: string[] = [];
    const load = answered(asked);
    const reads = new SharedReads<string>("kiln", new ReadAhead());
    for (const name of ["n3", "n7"]) {
      await reads.read(name, () => load(name));
      reads.spread(names, load);
    }
    expect(asked).toEqual(["n3", "n7"]);
  });

  it("are read ahead from the third on, two for each that was asked for, and none twice", async () => {
    const asked: string[] = [];
    const load = answered(asked);
    const reads = new SharedReads<string>("kiln", new ReadAhead());
    for (const name of ["n3", "n0", "n7"]) {
      await reads.read(name, () => load(name));
      reads.spread(names, load);
    }
    await settled();
    expect(asked).toEqual(["n3", "n0", "n7", "n1", "n2", "n4", "n5", "n6", "n8"]);
    await reads.read("n4", () => load("n4"));
    reads.spread(names, load);
    await settled();
    expect(asked.slice(9)).toEqual(["n9", "n10"]);
  });
});

describe("siblings", () => {
  const rows = ["p", "q", "r", "s"].map((id) => ({ id, name: id.toUpperCase() }));
  type Row = (typeof rows)[number];

  function source(change: Partial<Source<Row>> = {}) {
    const asked: string[] = [];
    const one = async (id: string): Promise<Row | undefined> => {
      asked.push(id);
      return rows.find((row) => row.id === id);
    };
    const all = async (): Promise<readonly Row[]> => {
      asked.push("*");
      return rows;
    };
    return { asked, one, all, ...change };
  }

  const findAll = async (siblings: Siblings<Row>, from: Source<Row>, ids: readonly string[]) => {
    const found = [];
    for (const id of ids) found.push(await siblings.find(id, from));
    return found.map((row) => row?.name);
  };

  it("are read singly while they are few", async () => {
    const from = source();
    expect(await findAll(new Siblings("kiln", new ReadAhead()), from, ["p", "q", "p"])).toEqual(["P", "Q", "P"]);
    expect(from.asked).toEqual(["p", "q"]);
  });

  it("are answered by one list from the third on", async () => {
    const from = source();
    const siblings = new Siblings<Row>("kiln", new ReadAhead());
    expect(await findAll(siblings, from, ["p", "q", "r", "s"])).toEqual(["P", "Q", "R", "S"]);
    expect(from.asked).toEqual(["p", "q", "*"]);
  });

  it("are gone only where the thing itself says so", async () => {
    const late = { id: "t", name: "T" };
    const asked: string[] = [];
    const from = source({
      one: async (id) => {
        asked.push(id);
        return id === "t" ? late : undefined;
      },
    });
    const siblings = new Siblings<Row>("kiln", new ReadAhead(), 0);
    expect(await findAll(siblings, from, ["t", "u", "p"])).toEqual(["T", undefined, "P"]);
    expect(asked).toEqual(["t", "u"]);
  });

  it("are read singly where the token may not list, and the list is asked for once", async () => {
    let lists = 0;
    const from = source({
      all: () => {
        lists += 1;
        return Promise.reject(new AccessError("forbidden", "Listing kilns: 403."));
      },
    });
    const siblings = new Siblings<Row>("kiln", new ReadAhead(), 0);
    expect(await findAll(siblings, from, ["p", "q", "r"])).toEqual(["P", "Q", "R"]);
    expect([from.asked, lists]).toEqual([["p", "q", "r"], 1]);
  });

  it("are asked for anew after a write", async () => {
    const from = source();
    const siblings = new Siblings<Row>("kiln", new ReadAhead(), 0);
    await findAll(siblings, from, ["p"]);
    siblings.forget();
    await findAll(siblings, from, ["p"]);
    expect(from.asked).toEqual(["*", "*"]);
  });
});
