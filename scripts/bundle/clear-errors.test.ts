import { describe, expect, it } from "vitest";
import { hideThrowingLines } from "./clear-errors.ts";

describe("the lines that throw", () => {
  it("are marked for Node, and no others", async () => {
    const marked = await hideThrowingLines('const a=1;\nfunction f(){throw new Error("x")}\nf(a);\n');
    expect(marked.split("\n").map((line) => line.includes("/*node-do-not-add-exception-line*/"))).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  it("fail for a text that looks like one", async () => {
    await expect(hideThrowingLines("const a=`throw it;`;f(a)")).rejects.toThrow("a text holds");
  });
});
