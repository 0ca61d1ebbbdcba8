import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitJson, type SplitPlan } from "../split-json.ts";
import { readBytes, readSides } from "../read-source.ts";
import { createChange, createPlan } from "../testing/documents.ts";
import { readLargePlan, smallestSplit } from "./plan-parts.ts";

const keepAll: SplitPlan = {
  split: new Set(["resources", "child_modules", "values", "root_module"]),
  deep: new Set(["child_modules"]),
  keep: (element) => element,
};

function write(document: object): Buffer {
  return Buffer.from(JSON.stringify(document));
}

/** Larger than what is read whole, by an object of another provider. */
function createLarge(more: object = {}): object {
  const role = { ...createChange("ferry", ["no-op"], { values: { id: "r-1", name: "ferry", permissions: null } }) };
  const values = { text: "x".repeat(smallestSplit) };
  const bucket = {
    address: "aws_s3_bucket.big",
    mode: "managed",
    type: "aws_s3_bucket",
    name: "big",
    provider_name: "registry.terraform.io/hashicorp/aws",
    change: { actions: ["update"], before: values, after: values, after_unknown: {}, after_sensitive: {} },
  };
  const plan = createPlan([role], [{ key: "access", vendor: "signoz" }]);
  return { ...plan, resource_changes: [role, bucket], ...more };
}

describe("a document that is read part by part", () => {
  it("is what JSON.parse makes of it", () => {
    const name = fc.oneof(fc.constantFrom(...keepAll.split, "__proto__", 'a"b\\'), fc.string());
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.jsonValue(),
        fc.array(tie("value"), { maxLength: 4 }),
        fc.array(fc.tuple(name, tie("value")), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(name, value), fc.constantFrom(undefined, 2), (document, indent) => {
        const text = JSON.stringify(document, null, indent);
        expect(splitJson(Buffer.from(text), keepAll)).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  it("is refused wherever JSON.parse refuses it", () => {
    const text = '{"values": {"root_module": {"resources": [{"a": "\\"[{"}, 1, true]}}, "b": [null, -1.5e3]}';
    const signs = fc.constantFrom(...Array.from('{}[],:"\\ 1a'));
    fc.assert(
      fc.property(fc.nat(text.length - 1), signs, fc.boolean(), (at, sign, isCut) => {
        const broken = isCut ? text.slice(0, at) : text.slice(0, at) + sign + text.slice(at + 1);
        const read = (parse: () => unknown): unknown => {
          try {
            return parse();
          } catch {
            return "refused";
          }
        };
        const whole = read(() => JSON.parse(broken));
        expect(read(() => splitJson(Buffer.from(broken), keepAll))).toEqual(whole);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("a large plan", () => {
  it("says the same as when it is read whole", () => {
    const bytes = write(createLarge());
    expect(bytes.length).toBeGreaterThan(smallestSplit);
    const read = readSides(readBytes(bytes), { vendors: [] });
    expect(read).toEqual(readSides(bytes.toString(), { vendors: [] }));
    expect(read.after.instances).toHaveLength(1);
  });

  it("holds no values of other providers' objects, and one of what is the same before and after", () => {
    const document = readLargePlan(write(createLarge()));
    expect(JSON.stringify(document).length).toBeLessThan(10_000);
    expect(document).toMatchObject({ resource_changes: [{ change: {} }, { change: { before: {}, after: {} } }] });
  });

  it.each([
    { name: "cut off", text: JSON.stringify(createLarge()).slice(0, -10), says: /is not JSON: it seems to be cut off/ },
    { name: "no plan", text: JSON.stringify({ x: "x".repeat(smallestSplit) }), says: /nothing that can be read/ },
    { name: "compressed", text: `\u001F\uFFFD${"x".repeat(smallestSplit)}`, says: /is compressed/ },
  ])("fails in words if it is $name", ({ text, says }) => {
    expect(() => readSides(readBytes(Buffer.from(text)), { vendors: [] })).toThrow(says);
  });

  it("is refused in one sentence if it is above the longest text, and cannot be read part by part", () => {
    const claimed = Object.defineProperty(Buffer.from("[".repeat(10)), "length", { value: 2 ** 30 });
    expect(() => readBytes(claimed)).toThrow(/has more than 5\d\d MiB, and is no whole plan/);
  });
});
