import { describe, expect, it } from "vitest";
import { RelationOwners } from "./relation-owners.ts";

describe("the owners of relations", () => {
  it("plan each pair once", () => {
    const owners = new RelationOwners();
    expect([owners.plan("heron/rook"), owners.plan("heron/wren"), owners.plan("heron/rook")]).toEqual([
      true,
      true,
      false,
    ]);
    expect(owners.isPlanned("heron/wren")).toBe(true);
  });

  it("keep each row once", () => {
    const owners = new RelationOwners();
    expect([owners.keep("row-1"), owners.keep("row-1")]).toEqual([true, false]);
    expect([owners.isKept("row-1"), owners.isKept("row-2")]).toEqual([true, false]);
  });

  it("manage one row for each pair", () => {
    const owners = new RelationOwners();
    expect([owners.manage("heron/rook", "row-1"), owners.manage("heron/rook", "row-2")]).toEqual([true, false]);
    expect(owners.managedRow("heron/rook")).toBe("row-1");
  });

  it("allow either an exclusive list or separate resources for a subject, whichever comes first", () => {
    const listFirst = new RelationOwners();
    expect([listFirst.ownAll("heron"), listFirst.addSingle("heron"), listFirst.addSingle("gull")]).toEqual([
      true,
      false,
      true,
    ]);
    const singleFirst = new RelationOwners();
    expect([singleFirst.addSingle("heron"), singleFirst.ownAll("heron"), singleFirst.ownAll("gull")]).toEqual([
      true,
      false,
      true,
    ]);
  });
});
