import { describe, expect, it } from "vitest";
import { HclSyntaxError, findStrings, parseHcl } from "./hcl.ts";

describe("HCL", () => {
  it("gives blocks with their labels, bodies and positions", () => {
    const text = '# first\nprovider "orchid" {\n  version = "1.0"\n}\n';
    const [block] = parseHcl(text);
    expect(block).toMatchObject({ kind: "block", name: "provider", labels: ["orchid"] });
    expect(text.slice(block?.start, block?.end)).toBe('provider "orchid" {\n  version = "1.0"\n}');
  });

  const tolerated = [
    { name: "comments of three kinds", given: '# } \n// { \n/* " \n } */ a = "x"' },
    { name: "brackets and comment marks in strings", given: 'a = "x" b = "}{][#//\\""' },
    { name: "Windows line ends", given: '\r\na = "x"\r\n' },
    { name: "no line end at the end", given: 'a = "x"' },
    { name: "nested values", given: 'o = { p = [1, { q = "y" }] }\na = "x"' },
    { name: "one-line blocks", given: 'b { c = ["d"] } a = "x"' },
  ];
  it.each(tolerated)("reads past $name", ({ given }) => {
    expect(findStrings(parseHcl(given), "a")).toEqual(["x"]);
  });

  const refused = [
    {
      name: "a block that does not end",
      given: 'provider "p" {\n\n',
      line: 3,
      message: /expected a name or "}", found the end of the file/,
    },
    {
      name: "a list that does not end",
      given: 'a = [\n"x",\n',
      line: 3,
      message: /expected a value, found the end of the file/,
    },
    { name: "a merge conflict", given: 'a = "x"\n<<<<<<< HEAD\n', line: 2, message: /"<<<<<<< HEAD" is unexpected/ },
    { name: "a string that does not end", given: 'a = "x\nb = 1', line: 1, message: /is unexpected/ },
    { name: "a stray bracket", given: "\n}\n", line: 2, message: /expected a block, found "}"/ },
    { name: "a name alone", given: "provider", line: 1, message: /expected "=" or "{", found the end of the file/ },
    { name: "a value that closes what is not open", given: "a = ]", line: 1, message: /expected a value, found "]"/ },
  ];
  it.each(refused)("fails at $name with its line", ({ given, line, message }) => {
    expect(() => parseHcl(given)).toThrow(message);
    expect(() => parseHcl(given)).toThrow(expect.objectContaining({ line }));
    expect(() => parseHcl(given)).toThrow(HclSyntaxError);
  });
});
