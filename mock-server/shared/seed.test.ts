import { describe, expect, it } from "vitest";
import { z } from "zod";
import { MockError } from "./errors.ts";
import { SeedError, SeedPlace, type SeedPart, orderSeedParts, seedList, seedMembers } from "./seed.ts";

type Planted = string[];

function part(member: string, after: readonly string[] = []): SeedPart<Planted> {
  return seedList({ member, item: z.string(), after, plant: async (planted: Planted, item) => planted.push(item) });
}

describe("orderSeedParts", () => {
  const last = seedMembers({ members: { limit: z.number().optional() }, isLast: true, plant: async () => {} });
  const members = (parts: readonly SeedPart<Planted>[]): readonly string[] =>
    orderSeedParts(parts).flatMap((one) => Object.keys(one.members));

  it.each([
    { name: "keeps the order of parts that need nothing", parts: [part("b"), part("a")], want: ["b", "a"] },
    { name: "plants first what others need", parts: [part("a", ["c"]), part("b"), part("c")], want: ["c", "a", "b"] },
    { name: "follows needs of needs", parts: [part("a", ["b"]), part("b", ["c"]), part("c")], want: ["c", "b", "a"] },
    { name: "ignores members that no part has", parts: [part("a", ["x"])], want: ["a"] },
    { name: "ends where two parts need each other", parts: [part("a", ["b"]), part("b", ["a"])], want: ["b", "a"] },
    { name: "keeps a last part last", parts: [last, part("a")], want: ["a", "limit"] },
  ])("$name", ({ parts, want }) => {
    expect(members(parts)).toEqual(want);
  });
});

describe("SeedPlace", () => {
  const place = new SeedPlace("zoo");
  const refuse = new MockError({ status: 409, message: "the name is taken", body: {} });

  it("names the item that the vendor refuses, however deep", async () => {
    const plant = place.at("cages").each([{ pets: ["rex"] }], ({ pets }, at) =>
      at.at("pets").each(pets, async () => {
        throw refuse;
      }),
    );
    await expect(plant).rejects.toThrow(new SeedError("zoo.cages[0].pets[0]: the name is taken"));
  });

  it("says what a seed names that is not there", () => {
    expect(() => place.at("pets").at(2).existing(undefined, "owner ada")).toThrow("zoo.pets[2]: there is no owner ada");
  });

  it("lets other errors pass", async () => {
    await expect(place.run(() => Promise.reject(new TypeError("a bug")))).rejects.toThrow(TypeError);
  });
});

describe("seedList", () => {
  it("plants nothing where the member is left out", async () => {
    const planted: Planted = [];
    await part("pets").plant(planted, { cages: [1] }, new SeedPlace("zoo"));
    await part("pets").plant(planted, { pets: ["rex"] }, new SeedPlace("zoo"));
    expect(planted).toEqual(["rex"]);
  });
});
