import { describe, expect, it } from "vitest";
import { Assignments } from "./assignments.ts";

const pair = { holder: "a-heron", role: "r-rook" };
const other = { holder: "a-heron", role: "r-wren" };

describe("turns", () => {
  it("are taken one after the other for a pair, after a failure too, and at once for another pair", async () => {
    const assignments = new Assignments();
    const order: string[] = [];
    const task =
      (name: string, fails = false) =>
      async (): Promise<void> => {
        order.push(`${name} begins`);
        await Promise.resolve();
        order.push(`${name} ends`);
        if (fails) throw new Error(name);
      };
    const first = assignments.inTurn(pair, task("first", true));
    const second = assignments.inTurn(pair, task("second"));
    const third = assignments.inTurn(other, task("third"));
    await expect(first).rejects.toThrow("first");
    await Promise.all([second, third]);
    expect(order.indexOf("second begins")).toBeGreaterThan(order.indexOf("first ends"));
    expect(order.indexOf("third begins")).toBeLessThan(order.indexOf("first ends"));
  });
});

describe("what is planned", () => {
  it("is a pair once; what is kept is not taken away", () => {
    const assignments = new Assignments();
    expect([assignments.plan(pair), assignments.plan(other), assignments.plan(pair)]).toStrictEqual([
      true,
      true,
      false,
    ]);
    assignments.keep("row-1");
    expect([assignments.isKept("row-1"), assignments.isKept("row-2")]).toStrictEqual([true, false]);
  });

  it("is an exclusive list or bindings for an account, whichever is seen first", () => {
    const [listFirst, bindingFirst] = [new Assignments(), new Assignments()];
    expect([listFirst.own("a-heron"), listFirst.bind("a-heron"), listFirst.bind("a-gull")]).toStrictEqual([
      ...[true, false, true],
    ]);
    expect([bindingFirst.bind("a-heron"), bindingFirst.own("a-heron"), bindingFirst.own("a-gull")]).toStrictEqual([
      ...[true, false, true],
    ]);
  });
});
