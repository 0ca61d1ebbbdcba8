import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { InvalidRows, type Store, type Table, type TableDefinition } from "../store.ts";

const pet = z
  .object({
    id: z.string(),
    name: z.string(),
    owner: z.string().nullable(),
    chip: z.string(),
    tags: z.array(z.string()).readonly(),
  })
  .readonly();
type Pet = z.output<typeof pet>;

const pets: TableDefinition<Pet, "owner"> = {
  name: "zoo/pets",
  row: pet,
  secrets: ["chip"],
  indexes: { owner: ({ owner }) => owner ?? undefined },
};

const rex: Pet = { id: "1", name: "rex", owner: "ada", chip: "c-1", tags: ["dog"] };
const tom: Pet = { id: "2", name: "tom", owner: "ada", chip: "c-2", tags: [] };
const stray: Pet = { id: "3", name: "stray", owner: null, chip: "c-3", tags: [] };

/** What every store does; `open` gives an empty one. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`${name} as a store`, () => {
    let store: Store;
    let table: Table<Pet, "owner">;

    beforeEach(async () => {
      store = await open();
      table = store.table(pets);
      for (const row of [rex, tom, stray]) await table.put(row);
    });
    afterEach(() => store.close());

    it("gets rows by id, by index and all, in the order in which they came", async () => {
      expect(await table.get("2")).toEqual(tom);
      expect(await table.get("9")).toBeUndefined();
      expect(await table.find("owner", "ada")).toEqual([rex, tom]);
      expect(await table.find("owner", "bob")).toEqual([]);
      expect(await table.list()).toEqual([rex, tom, stray]);
    });

    it("keeps a row's place when it is put again or patched", async () => {
      await table.put({ ...rex, name: "max" });
      expect(await table.patch("2", { name: "tim" })).toEqual({ ...tom, name: "tim" });
      expect((await table.list()).map((row) => row.name)).toEqual(["max", "tim", "stray"]);
    });

    it("follows a row whose indexed value changes", async () => {
      await table.patch("1", { owner: null });
      await table.patch("3", { owner: "bob" });
      expect(await table.find("owner", "ada")).toEqual([tom]);
      expect((await table.find("owner", "bob")).map(({ id }) => id)).toEqual(["3"]);
    });

    it("forgets a row that is removed, in indexes too", async () => {
      expect(await table.remove("1")).toBe(true);
      expect(await table.remove("1")).toBe(false);
      expect(await table.patch("1", { name: "ghost" })).toBeUndefined();
      expect(await table.find("owner", "ada")).toEqual([tom]);
      expect(await table.list()).toHaveLength(2);
    });

    it("is not reached by what callers do to rows that they gave or got", async () => {
      const given = { ...rex, id: "4", tags: ["mine"] };
      await table.put(given);
      given.tags.push("changed");
      given.name = "changed";
      const got = await table.get("4");
      expect(got).toEqual({ ...rex, id: "4", tags: ["mine"] });
      try {
        Object.assign(got ?? {}, { name: "changed" });
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError);
      }
      expect((await table.get("4"))?.name).toBe("rex");
    });

    it("runs exclusive work one at a time, after work that failed too", async () => {
      const order: string[] = [];
      const step = async (label: string): Promise<void> => {
        order.push(`${label} begins`);
        await Promise.resolve();
        await Promise.resolve();
        order.push(`${label} ends`);
      };
      const fails = store.exclusive(async () => {
        await step("first");
        throw new Error("no");
      });
      const second = store.exclusive(() => step("second"));
      await expect(fails).rejects.toThrow("no");
      await second;
      expect(order).toEqual(["first begins", "first ends", "second begins", "second ends"]);
    });

    it("restores what a snapshot holds, indexes included", async () => {
      const before = await store.snapshot();
      await table.remove("1");
      await table.put({ ...stray, id: "5" });
      await store.restore(before);
      expect(await table.list()).toEqual([rex, tom, stray]);
      expect(await table.find("owner", "ada")).toEqual([rex, tom]);
      expect(await store.snapshot()).toEqual(before);
    });

    it("names the members that are secrets", () => {
      expect(store.secrets()).toEqual({ "zoo/pets": ["chip"] });
    });

    it.each([
      { name: "a row that is not as defined", tables: { "zoo/pets": [{ id: "1" }] } },
      { name: "a table that nobody defined", tables: { "zoo/cages": [] } },
    ])("fails to restore $name and changes nothing", async ({ tables }) => {
      await expect(store.restore(tables)).rejects.toBeInstanceOf(InvalidRows);
      expect(await table.list()).toEqual([rex, tom, stray]);
    });

    it("fails to open a table twice", () => {
      expect(() => store.table(pets)).toThrow("already open");
    });
  });
}
