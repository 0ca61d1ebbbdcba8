import { expect, it } from "vitest";
import { arrangeUnits, type Unit } from "./arrange.ts";

function createUnit(
  type: string,
  key: string,
  at: { needs?: readonly string[]; owners?: readonly string[] } = {},
): Unit {
  const { needs = [], owners = [] } = at;
  return {
    key,
    covers: [key],
    type,
    needs: new Set([...needs, ...owners]),
    owners: new Set(owners),
    isPart: type === "binding",
  };
}

function arrange(units: readonly Unit[]) {
  return arrangeUnits(units).map(({ type, groups }) => [
    type,
    ...groups.map((group) => group.map(({ key }) => key).join(" ")),
  ]);
}

it("puts what is referred to before, and what belongs to something after it", () => {
  const units = [
    createUnit("role", "late", { needs: ["bot"] }),
    createUnit("role", "ops"),
    createUnit("account", "bot"),
    createUnit("key", "key", { owners: ["bot"] }),
    createUnit("binding", "bot-ops", { owners: ["bot"], needs: ["ops"] }),
    createUnit("binding", "bot-late", { owners: ["bot"], needs: ["late"] }),
  ];
  expect(arrange(units)).toEqual([
    ["role", "ops"],
    ["account", "bot bot-ops key"],
    ["role", "late"],
    ["binding", "bot-late"],
  ]);
});

it("opens circles, and waits for nothing that is not there", () => {
  const units = [
    createUnit("role", "a", { needs: ["b"] }),
    createUnit("role", "b", { needs: ["a", "elsewhere"] }),
    createUnit("role", "self", { needs: ["self"] }),
  ];
  expect(arrange(units)).toEqual([["role", "self", "a", "b"]]);
});
