import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import { type FakeVendor, startFakeVendor } from "../testing/fake-vendor.ts";
import { claim, dissolve, establish, type Row } from "./establish.ts";

let vendor: FakeVendor;
beforeEach(async () => {
  vendor = await startFakeVendor(() => ({ status: 200 }));
});
afterEach(() => vendor.close());

const relation = { kind: "tether", pair: "heron/rook" };
const twin = new AccessError("already_exists", "two resources");

interface Given {
  readonly before?: Row;
  readonly gives?: Row | AccessError;
  readonly after?: Row;
}

async function make({ before, gives = { id: "t-1" }, after }: Given) {
  const adopted: boolean[] = [];
  const row: unknown = await establish(vendor.context, {
    ...relation,
    findBefore: () => Promise.resolve(before),
    give: async () => {
      if (gives instanceof AccessError) throw gives;
      return gives;
    },
    findAfter: () => Promise.resolve(after),
    refuseTwin: () => twin,
    warnAdopted: (_row, isResponseLost) => void adopted.push(isResponseLost),
  }).catch((error: unknown) => error);
  return { row, adopted };
}

async function remove(row: string): Promise<boolean> {
  let isTaken = false;
  await dissolve(vendor.context, { ...relation, row }, async () => {
    isTaken = true;
  });
  return isTaken;
}

const lost = new AccessError("outcome_unknown", "PUT failed");
const taken = new AccessError("already_exists", "409");

describe("a relation", () => {
  it("is made once: a second resource for the same row is refused", async () => {
    expect(await make({})).toEqual({ row: { id: "t-1" }, adopted: [] });
    expect((await make({ before: { id: "t-1" } })).row).toBe(twin);
    expect((await make({})).row).toBe(twin);
  });

  it("that was there before is adopted with a warning", async () => {
    expect(await make({ before: { id: "t-1" } })).toEqual({ row: { id: "t-1" }, adopted: [false] });
  });

  it("is looked for after a lost response, and after a refusal of a second row", async () => {
    expect(await make({ gives: lost, after: { id: "t-2" } })).toEqual({ row: { id: "t-2" }, adopted: [true] });
    expect(await make({ gives: taken, after: { id: "t-3" } })).toEqual({ row: { id: "t-3" }, adopted: [false] });
  });

  it("fails as it failed where nothing is there, or for any other reason", async () => {
    expect((await make({ gives: lost })).row).toBe(lost);
    const forbidden = new AccessError("forbidden", "403");
    expect((await make({ gives: forbidden, after: { id: "t-2" } })).row).toBe(forbidden);
  });

  it("is taken away unless this run answered it as a resource's", async () => {
    expect(await remove("t-9")).toBe(true);
    await make({});
    expect(await remove("t-1")).toBe(false);
  });

  it("that a list claims is not taken away by what gives way to the list", async () => {
    await claim(vendor.context, relation, () => Promise.resolve("t-4"));
    expect(await remove("t-4")).toBe(false);
  });
});

describe("what happens to one pair", () => {
  it("happens one at a time, and at once for another pair", async () => {
    const order: string[] = [];
    const take = (name: string) => async () => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      order.push(`${name} ends`);
    };
    await Promise.all([
      dissolve(vendor.context, { ...relation, row: "a" }, take("first")),
      dissolve(vendor.context, { ...relation, row: "b" }, take("second")),
      dissolve(vendor.context, { kind: "tether", pair: "heron/wren", row: "c" }, take("third")),
    ]);
    expect(order.indexOf("second begins")).toBeGreaterThan(order.indexOf("first ends"));
    expect(order.indexOf("third begins")).toBeLessThan(order.indexOf("first ends"));
  });
});
