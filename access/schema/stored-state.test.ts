import { describe, expect, it } from "vitest";
import { type StateUpgrades, upgradeStored } from "./stored-state.ts";

const upgrades: StateUpgrades = {
  1: ({ name, ...rest }) => ({ ...rest, place: name }),
  2: ({ place, ...rest }) => ({ ...rest, room: place }),
};

describe("a stored state", () => {
  it.each([
    {
      name: "of the current version stays as it is",
      from: 3,
      want: { kind: "current", stored: { id: "7", name: "attic" } },
    },
    { name: "takes every step in between", from: 1, want: { kind: "current", stored: { id: "7", room: "attic" } } },
    { name: "of a later version is not guessed", from: 4, want: { kind: "newer" } },
    { name: "without a way is stuck", from: 0, want: { kind: "stuck", version: 0 } },
    { name: "of a version that is none is stuck", from: -1, want: { kind: "stuck", version: -1 } },
    { name: "of a fraction is stuck", from: 1.5, want: { kind: "stuck", version: 1.5 } },
  ])("$name", ({ from, want }) => {
    expect(upgradeStored({ version: 3, upgrades }, from, { id: "7", name: "attic" })).toStrictEqual(want);
  });

  it("needs no upgrades where there was one version only", () => {
    expect(upgradeStored({ version: 0 }, 0, {})).toStrictEqual({ kind: "current", stored: {} });
  });
});
