import { describe, expect, it } from "vitest";
import { buildReport } from "../report/build-report.ts";
import { reviewFormats } from "../formats/registry.gen.ts";
import { openExample } from "../testing/examples.ts";
import { findingDefinitions } from "./registry.gen.ts";
import { runFindings } from "./run-findings.ts";

// A new finding joins these by itself.

describe("the example of each finding", () => {
  it.each(findingDefinitions)("$code $name: holds, and does not if nothing changes", (definition) => {
    const { example, code } = definition;
    const found = runFindings(openExample(example));
    const own = found.filter((one) => one.code === code);
    expect(own.length).toBeGreaterThan(0);
    expect(own.every(({ isIntroduced }) => isIntroduced)).toBe(definition.isAboutKnowledge !== true);
    const same = runFindings(openExample({ ...example, before: example.after }));
    expect(same.filter((one) => one.code === code && one.isIntroduced)).toEqual([]);
  });

  it.each(findingDefinitions)("$code $name: is written in every form", ({ example }) => {
    const change = openExample(example);
    const report = buildReport(change, runFindings(change));
    for (const format of reviewFormats) expect(format.write(report, { version: "0.0.0" }).length).toBeGreaterThan(20);
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
