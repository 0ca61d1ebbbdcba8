import { describe, expect, it } from "vitest";
import { mapBounded } from "./bounded.ts";

const waitForTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("a bounded map", () => {
  it.each([1, 3, 50])("keeps the order, with at most %i at a time", async (limit) => {
    const items = Array.from({ length: 20 }, (_, index) => index);
    let running = 0;
    let most = 0;
    const done = await mapBounded(items, limit, async (item) => {
      most = Math.max(most, ++running);
      for (let left = item % 3; left >= 0; left--) await waitForTurn();
      running--;
      return item * 2;
    });
    expect(done).toEqual(items.map((item) => item * 2));
    expect(most).toBe(Math.min(limit, items.length));
  });

  it("fails with the first error, and begins no further call", async () => {
    const begun: number[] = [];
    const work = async (item: number): Promise<void> => {
      begun.push(item);
      await waitForTurn();
      if (item === 1) throw new Error("no wind");
    };
    await expect(mapBounded([0, 1, 2, 3, 4, 5, 6, 7], 2, work)).rejects.toThrow("no wind");
    await waitForTurn();
    await waitForTurn();
    expect(begun.length).toBeLessThan(5);
  });
});
