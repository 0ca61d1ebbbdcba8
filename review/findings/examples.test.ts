import { describe, expect, it } from "vitest";
import { isWhollyKnown } from "#access/schema/unknown.ts";
import { buildReport } from "../report/build-report.ts";
import { reviewFormats } from "../formats/registry.gen.ts";
import { keepAll, openExample } from "../testing/examples.ts";
import { findingExamples } from "./examples.gen.ts";
import { findingDefinitions } from "./registry.gen.ts";
import type { FindingDefinition } from "./definition.ts";
import type { Example, ExampleObject } from "./example.ts";
import { runFindings } from "./run-findings.ts";

// A new finding joins these by itself.

/** In snake_case, as registries name files. */
function exampleOf({ name }: FindingDefinition): Example {
  const example = findingExamples[name.replaceAll("-", "_")];
  if (example === undefined) throw new Error(`review/findings/examples/${name}.ts is missing`);
  return example;
}

/** The object, of which nothing is said but that it is there. What is left behind stays so. */
function forgetHappening({ happening, ...object }: ExampleObject): ExampleObject {
  return object.presence === "left" && happening !== undefined ? { ...object, happening } : object;
}

describe("the example of each finding", () => {
  it.each(findingDefinitions)("$code $name: holds, and does not if nothing changes", (definition) => {
    const { code } = definition;
    const example = exampleOf(definition);
    const found = runFindings(openExample(example));
    const own = found.filter((one) => one.code === code);
    expect(own.length).toBeGreaterThan(0);
    if (definition.isAboutKnowledge !== true) expect(own.filter(({ isIntroduced }) => !isIntroduced)).toEqual([]);
    // What is not known yet is never on the side before.
    const isKnown = example.after.every(({ state }) => isWhollyKnown(state));
    const side = (isKnown ? example.after : example.before).map(forgetHappening);
    const { waivers: baseWaivers = [], assertions: baseAssertions = [], policy: basePolicy = {}, plan } = example;
    const { drift } = example;
    if (drift !== undefined) {
      const live = drift.calm ?? example.before;
      const calm = runFindings(openExample({ ...example, after: live, drift: {} }));
      return expect(calm.filter((one) => one.code === code)).toEqual([]);
    }
    const decided = { baseWaivers, baseAssertions, basePolicy, ...(plan === undefined ? {} : { plan: keepAll(plan) }) };
    const same = runFindings(openExample({ ...example, before: side, after: side, ...decided }));
    expect(same.filter((one) => one.code === code && one.isIntroduced)).toEqual([]);
  });

  it.each(findingDefinitions)("$code $name: is written in every form", (definition) => {
    const change = openExample(exampleOf(definition));
    const report = buildReport(change, runFindings(change));
    for (const format of reviewFormats) expect(format.write(report, { version: "0.0.0" }).length).toBeGreaterThan(20);
  });
});

// One mistake is one finding: whatever else is said of a change is about something else, and its example says so. A finding
// that is added is held against the examples of all others by this, and its own example against all of them.
describe("the findings beside the one of an example", () => {
  it.each(findingDefinitions)("$code $name: are those that it names", (definition) => {
    const example = exampleOf(definition);
    const found = runFindings(openExample(example)).filter(({ code }) => code !== definition.code);
    expect([...new Set(found.map(({ code }) => code))].toSorted()).toEqual((example.beside ?? []).toSorted());
  });

  it.each(findingDefinitions)("$code $name: say it once in each place", (definition) => {
    const places = runFindings(openExample(exampleOf(definition)))
      .filter(({ code }) => code === definition.code)
      .map(({ message, address, subject }) => JSON.stringify([message, address, subject]));
    expect(new Set(places).size).toBe(places.length);
  });
});

describe("the list of findings", () => {
  it("has each code and each name once", () => {
    const codes = findingDefinitions.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(new Set(findingDefinitions.map(({ name }) => name)).size).toBe(codes.length);
    expect(codes.every((code) => /^LK[1-9]\d\d$/.test(code))).toBe(true);
  });

  it.each(findingDefinitions)("$code covers findings that there are", ({ covers = [] }) => {
    const codes = new Set(findingDefinitions.map(({ code }) => code));
    expect(covers.filter((code) => !codes.has(code))).toEqual([]);
  });
});
