import { Construct } from "constructs";
import { afterEach, describe, expect, it } from "vitest";
import { App, TerraformStack } from "./cdktf.ts";
import { keepTrace, readCode } from "./code-trace.ts";

const written = Error.prepareStackTrace;

afterEach(() => {
  Error.prepareStackTrace = written;
  process.setSourceMapsEnabled(false);
});

function makeBlock(): Construct {
  const block = new Construct(new TerraformStack(new App(), "stack"), "block");
  keepTrace(block);
  return block;
}

function readFiles(block: Construct): readonly string[] {
  return [...(readCode(block) ?? [])].map(({ file }) => file);
}

const here = expect.stringContaining("code-trace.test.ts");

describe("the calls that made a block", () => {
  it.each<{ readonly name: string; readonly prepare: () => void }>([
    { name: "as Node writes them", prepare: () => undefined },
    {
      name: "without a way to write them",
      prepare: () => {
        Reflect.deleteProperty(Error, "prepareStackTrace");
      },
    },
    { name: "with Node's own source maps", prepare: () => process.setSourceMapsEnabled(true) },
  ])("are read $name, more than once", ({ prepare }) => {
    prepare();
    const block = makeBlock();
    const first = readFiles(block);
    expect(first).toContainEqual(here);
    expect(readFiles(block)).toEqual(first);
    expect(Error.prepareStackTrace === written || Error.prepareStackTrace === undefined).toBe(true);
  });

  it("are those that a tool that compiles in memory names", () => {
    Error.prepareStackTrace = (_, sites) => `Error\n${sites.map(() => "    at make (/app/main.ts:7:3)").join("\n")}`;
    expect([...(readCode(makeBlock()) ?? [])][0]).toEqual({ file: "/app/main.ts", line: 7 });
  });

  it("are none for a construct that is no block", () => {
    expect(readCode(new Construct(new App(), "other"))).toBeUndefined();
  });
});
