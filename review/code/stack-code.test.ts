import { describe, expect, it } from "vitest";
import { createChange, createPlan } from "../testing/documents.ts";
import { readSides } from "../read-source.ts";
import { parseStackCode } from "./read-stack-code.ts";
import { isRepositoryPath, labelReading } from "./stack-code.ts";

const write = (...blocks: readonly object[]): string => JSON.stringify({ format: "latchkey-code/1", blocks });

describe("a file of the author's", () => {
  it.each(["main.ts", "lib/team access.ts", "a/b/c.ts", ".github/x.ts", "..x/y.ts", "ä/ö.ts"])("may be %s", (path) => {
    expect(isRepositoryPath(path)).toBe(true);
  });

  it.each([
    "",
    "/etc/passwd",
    "../secrets.ts",
    "a/../../b.ts",
    "a/./b.ts",
    "a//b.ts",
    "C:/x.ts",
    "c:\\x.ts",
    "a\\b.ts",
    "file:///etc/passwd",
    "https://host.example.com/x.ts",
    "git::ssh://x",
    "a\nb.ts",
    "a\u202Eb.ts",
    "x".repeat(1_025),
  ])("is refused outside of the repository, or where it hides: %j", (path) => {
    expect(isRepositoryPath(path)).toBe(false);
    const { places, refused } = parseStackCode(write({ address: "access_role.a", path: "s/a", file: path, line: 1 }));
    expect(places.size).toBe(0);
    expect(refused).toEqual(["access_role.a: its file is outside of the repository, and is not shown."]);
  });
});

describe("what a stack says of its code", () => {
  it.each([
    "",
    "[]",
    "{}",
    '{"format":"latchkey-code/2","blocks":[]}',
    write({ address: 1, path: "x" }),
    write({ address: "a", path: "b", file: "c", line: 0 }),
  ])("fails for another form: %s", (text) => {
    expect(() => parseStackCode(text)).toThrow(/Synthesize the stack again/);
  });

  it("labels objects by their address, each instance of a repeated one too, and changes nothing else", () => {
    const changes = ["ferry", 'many["a.b"]', "other"].map((name) => createChange(name, ["create"]));
    const text = JSON.stringify(createPlan(changes, [{ key: "access", vendor: "signoz" }]));
    const { after } = readSides(text, { vendors: [] });
    const code = parseStackCode(
      write(
        { address: "access_role.ferry", path: "team/ferry/Resource", file: "main.ts", line: 3 },
        { address: "access_role.many", path: "team/many" },
        { address: "__proto__", path: "team/proto" },
      ),
    );
    const labelled = labelReading(after, code);
    expect(labelled.instances.map(({ code: place }) => place)).toEqual([
      { constructPath: "team/ferry/Resource", file: "main.ts", line: 3 },
      { constructPath: "team/many", file: null, line: null },
      undefined,
    ]);
    expect(labelled.instances.map(({ code: _, ...rest }) => rest)).toEqual(after.instances);
    expect(labelled.blind).toEqual(after.blind);
  });
});
