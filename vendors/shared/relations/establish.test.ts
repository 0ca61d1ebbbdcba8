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

async function tryEstablishing({ before, gives = { id: "t-1" }, after }: Given) {
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

async function isRemoved(row: string): Promise<boolean> {
  let isCalled = false;
  await dissolve(vendor.context, { ...relation, row }, async () => {
    isCalled = true;
  });
  return isCalled;
}

const lost = new AccessError("outcome_unknown", "PUT failed");
const taken = new AccessError("already_exists", "409");

describe("a relation", () => {
  it("is created once, and a second resource for the same row is refused", async () => {
    expect(await tryEstablishing({})).toEqual({ row: { id: "t-1" }, adopted: [] });
    expect((await tryEstablishing({ before: { id: "t-1" } })).row).toBe(twin);
    expect((await tryEstablishing({})).row).toBe(twin);
  });

  it("that existed before is adopted with a warning", async () => {
    expect(await tryEstablishing({ before: { id: "t-1" } })).toEqual({ row: { id: "t-1" }, adopted: [false] });
  });

  it("is found after a lost response, and after a refusal of a second row", async () => {
    expect(await tryEstablishing({ gives: lost, after: { id: "t-2" } })).toEqual({
      row: { id: "t-2" },
      adopted: [true],
    });
    expect(await tryEstablishing({ gives: taken, after: { id: "t-3" } })).toEqual({
      row: { id: "t-3" },
      adopted: [false],
    });
  });

  it("fails with the original error if no row exists, or for any other error", async () => {
    expect((await tryEstablishing({ gives: lost })).row).toBe(lost);
    const forbidden = new AccessError("forbidden", "403");
    expect((await tryEstablishing({ gives: forbidden, after: { id: "t-2" } })).row).toBe(forbidden);
  });

  it("is deleted unless another resource of this run owns it", async () => {
    expect(await isRemoved("t-9")).toBe(true);
    await tryEstablishing({});
    expect(await isRemoved("t-1")).toBe(false);
  });

  it("that a list claims is not deleted by another resource", async () => {
    await claim(vendor.context, relation, () => Promise.resolve("t-4"));
    expect(await isRemoved("t-4")).toBe(false);
  });
});

describe("changes of one pair", () => {
  it("run one after another, but at the same time as those of another pair", async () => {
    const order: string[] = [];
    const createWork = (name: string) => async () => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      order.push(`${name} ends`);
    };
    await Promise.all([
      dissolve(vendor.context, { ...relation, row: "a" }, createWork("first")),
      dissolve(vendor.context, { ...relation, row: "b" }, createWork("second")),
      dissolve(vendor.context, { kind: "tether", pair: "heron/wren", row: "c" }, createWork("third")),
    ]);
    expect(order.indexOf("second begins")).toBeGreaterThan(order.indexOf("first ends"));
    expect(order.indexOf("third begins")).toBeLessThan(order.indexOf("first ends"));
  });
});
