import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { assignNames, spellConstructId, spellLabel, spellVariable } from "./names.ts";

const cases = [
  { text: "Nightly pipeline", variable: "nightlyPipeline", label: "nightly_pipeline", id: "Nightly pipeline" },
  { text: "ops-bot", variable: "opsBot", label: "ops_bot", id: "ops-bot" },
  { text: "CI deploys", variable: "ciDeploys", label: "ci_deploys", id: "CI deploys" },
  { text: "Café Ünïcode", variable: "cafeUnicode", label: "cafe_unicode", id: "cafe-unicode" },
  { text: "__proto__", variable: "proto", label: "proto", id: "proto" },
  { text: "a/b/c", variable: "aBC", label: "a_b_c", id: "a-b-c" },
  { text: "Resource", variable: "resource", label: "resource", id: "resource" },
  { text: "constructor", variable: "constructor", label: "constructor", id: "" },
  { text: "9 lives", variable: "", label: "", id: "" },
  { text: "🦀", variable: "", label: "", id: "" },
  { text: " padded ", variable: "padded", label: "padded", id: "padded" },
];

test.each(cases)("$text becomes names that code can have", ({ text, variable, label, id }) => {
  expect([spellVariable(text), spellLabel(text), spellConstructId(text)]).toEqual([variable, label, id]);
});

const rules = {
  spell: spellVariable,
  number: (name: string, count: number) => `${name}${count}`,
  isTaken: (name: string) => name === "class",
};

describe("names of several things", () => {
  it("are the best texts that are theirs alone, and numbers where none is", () => {
    const things = [
      { key: "1", texts: ["ops", "ops role", "role"], numbered: "ops" },
      { key: "2", texts: ["ops", "ops account", "account"], numbered: "ops" },
      { key: "3", texts: ["class", "class role", "role"], numbered: "class" },
      { key: "4", texts: ["🦀", "🦀 role", "role"], numbered: "🦀" },
      { key: "5", texts: ["🦀", "🦀 role", "role"], numbered: "🦀" },
      { key: "6", texts: ["main", "ci main"], numbered: "ci main" },
      { key: "7", texts: ["main", "ci main"], numbered: "ci main" },
    ];
    expect(Object.fromEntries(assignNames(things, rules))).toEqual({
      1: "opsRole",
      2: "opsAccount",
      3: "classRole",
      4: "role",
      5: "role2",
      6: "ciMain",
      7: "ciMain2",
    });
  });

  it("are valid, each thing's own, and the same in any order", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("ops", "Ops", "ops 2", "ops2", "class", "🦀"));
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { maxLength: 30 }), (all) => {
        const things = all.map((texts, index) => ({
          key: `k${index}`,
          texts: [...texts, "thing"],
          numbered: texts[0] ?? "",
        }));
        const names = assignNames(things, rules);
        expect(new Set(names.values()).size).toBe(things.length);
        for (const name of names.values()) expect(name).toMatch(/^(?!class$)[a-z]\w*$/);
        expect(new Map([...assignNames(things.toReversed(), rules)].toSorted())).toEqual(
          new Map([...names].toSorted()),
        );
      }),
    );
  });
});
