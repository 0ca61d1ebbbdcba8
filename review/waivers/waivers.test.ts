import { describe, expect, it } from "vitest";
import { reviewFormats } from "../formats/registry.gen.ts";
import type { ExampleWaiver } from "../findings/example.ts";
import { createAccount, createKey } from "../findings/example-objects.ts";
import { findingExamples } from "../findings/examples.gen.ts";
import { findingDefinitions } from "../findings/registry.gen.ts";
import { runFindings } from "../findings/run-findings.ts";
import { buildReport } from "../report/build-report.ts";
import { openExample } from "../testing/examples.ts";
import { isExpired, isTooFar } from "./waiver.ts";
import { parseWaivers } from "./waiver-file.ts";
import { suggestWaiver, writeWaiver } from "./write-waiver.ts";

const at = "2030-01-01T00:00:00Z";
const reason = "The vendor cannot end a key; it is rotated each month.";
const until = "2030-06-30";

/** Two accounts with a key each that never ends. */
const objects = ["ferry", "team::tender"].flatMap((name) => [createAccount(name, { roleIds: [] }), createKey(name)]);

function find(waivers: readonly ExampleWaiver[], baseWaivers?: readonly ExampleWaiver[]) {
  const example = { vendor: "signoz", says: "", before: [], after: objects, waivers, at };
  return runFindings(openExample(baseWaivers === undefined ? example : { ...example, baseWaivers }));
}

/** What counts of one code, by address. */
function listOpen(waivers: readonly ExampleWaiver[], base?: readonly ExampleWaiver[]): readonly string[] {
  const open = find(waivers, base).filter(({ code, waived }) => code === "LK201" && waived === null);
  return open.map(({ address }) => address ?? "");
}

function listFaults(waivers: readonly ExampleWaiver[], base?: readonly ExampleWaiver[]): readonly string[] {
  return find(waivers, base).flatMap(({ code, isIntroduced }) =>
    code.startsWith("LK8") ? [`${code} ${isIntroduced}`] : [],
  );
}

const good = { code: "LK201", address: "access_key.ferry", reason, until };

describe("a waiver", () => {
  it("accepts one finding, and not the same one elsewhere", () => {
    expect(listOpen([])).toEqual(["access_key.ferry", "access_key.team::tender"]);
    expect(listOpen([good])).toEqual(["access_key.team::tender"]);
    expect(listFaults([good])).toEqual([]);
  });

  it("takes names with colons as they are", () => {
    expect(listOpen([{ ...good, address: "access_key.team::tender" }])).toEqual(["access_key.ferry"]);
  });

  it.each([
    { name: "another code", change: { code: "LK203" } },
    { name: "a misspelled prefix", change: { code: "LX201" } },
    { name: "a prefix that is missing", change: { code: "201" } },
    { name: "a part of an address", change: { address: "access_key" } },
    { name: "a longer address", change: { address: "access_key.ferry[0]" } },
    { name: "a pattern", change: { address: "access_key.*" } },
    { name: "another spelling", change: { address: "access_key.Ferry" } },
    { name: "another subject", change: { subject: "access_service_account.team::tender" } },
  ])("fails to accept anything with $name, and says so", ({ change }) => {
    const waivers = [{ ...good, ...change }];
    expect(listOpen(waivers)).toHaveLength(2);
    expect(listFaults(waivers)).toEqual(["LK802 true"]);
  });

  it("names the subject where it matters who it is", () => {
    const example = findingExamples["key_on_admin_account"];
    if (example === undefined) throw new Error("no example");
    const admin = (waivers: readonly ExampleWaiver[]) =>
      runFindings(openExample({ ...example, waivers })).filter(
        ({ code, waived }) => code === "LK208" && waived === null,
      );
    const [one] = admin([]);
    const { text } = one?.waivedSubject ?? {};
    const entry = { code: "LK208", address: one?.address ?? "", reason, until };
    expect(admin([entry])).toHaveLength(1);
    expect(admin([{ ...entry, subject: text ?? "" }])).toHaveLength(0);
  });

  it.each([
    { name: "no reason", change: { reason: "" }, code: "LK803" },
    { name: "a reason of blanks", change: { reason: " ".repeat(40) }, code: "LK803" },
    { name: "a short reason", change: { reason: "see above" }, code: "LK803" },
    { name: "an end that is over", change: { until: "2029-12-31" }, code: "LK801" },
    { name: "an end that is just over", change: { until: at }, code: "LK801" },
    { name: "an end that is too far", change: { until: "2031-01-02" }, code: "LK804" },
  ])("does not count with $name", ({ change, code }) => {
    const waivers = [{ ...good, ...change }];
    expect(listOpen(waivers)).toHaveLength(2);
    expect(listFaults(waivers)).toEqual([`${code} true`]);
  });

  it("does not count without an end, or without a reason", () => {
    const { code, address } = good;
    expect(listFaults([{ code, address, reason }])).toEqual(["LK804 true"]);
    expect(listFaults([{ code, address, until }])).toEqual(["LK803 true"]);
  });

  it("cannot accept what is said of waivers", () => {
    const typo = { ...good, code: "LX201" };
    const other = { ...good, code: "LK802" };
    expect(listFaults([typo, other])).toEqual(["LK802 true", "LK802 true"]);
  });
});

describe("the end of a waiver", () => {
  it.each([
    ["2029-12-31", true],
    ["2030-01-01", false],
    ["2030-01-01T00:00:00Z", true],
    ["2030-01-01T00:00:01Z", false],
    ["2030-01-01T00:30:00+01:00", true],
  ])("%s is over: %s", (end, isOver) => {
    expect(isExpired(end, at)).toBe(isOver);
  });

  it.each([
    ["2031-01-01", false],
    ["2031-01-01T00:00:00Z", false],
    ["2031-01-01T00:00:01Z", true],
    ["2031-01-02", true],
  ])("%s is more than a year away: %s", (end, isFar) => {
    expect(isTooFar(end, at)).toBe(isFar);
  });
});

describe("with the waivers of the target branch", () => {
  it("what is the same counts, and is not new", () => {
    expect(listOpen([good], [good])).toEqual(["access_key.team::tender"]);
    expect(listFaults([good], [good])).toEqual([]);
    const old = { ...good, until: "2029-12-31" };
    expect(listFaults([old], [old])).toEqual(["LK801 false"]);
  });

  it("what is added does not count", () => {
    expect(listOpen([good], [])).toHaveLength(2);
    expect(listFaults([good], [])).toEqual(["LK805 true"]);
  });

  it.each([{ reason: "A reason that nobody has approved." }, { until: "2030-12-31" }])(
    "what is changed counts as the branch has it: %j",
    (change) => {
      const waivers = [{ ...good, ...change }];
      const accepted = find(waivers, [good]).find(({ waived }) => waived !== null);
      expect(accepted?.waived).toMatchObject({ reason, until });
      expect(listFaults(waivers, [good])).toEqual(["LK805 true"]);
    },
  );

  it("what is taken out does not count, and nothing is said", () => {
    expect(listOpen([], [good])).toHaveLength(2);
    expect(listFaults([], [good])).toEqual([]);
  });
});

describe("the entry that a finding prints", () => {
  it.each(findingDefinitions)("$code $name: accepts it, once somebody says why", ({ code, name, isAboutDecisions }) => {
    const example = findingExamples[name.replaceAll("-", "_")];
    if (example === undefined) throw new Error("no example");
    const found = runFindings(openExample({ ...example, waivers: [] })).filter((one) => one.code === code);
    if (isAboutDecisions === true) {
      const own = runFindings(openExample(example)).filter((one) => one.code === code);
      expect(own.map((one) => suggestWaiver(one, at))).toEqual(own.map(() => null));
      return;
    }
    for (const one of found) {
      const entry = suggestWaiver(one, example.at ?? at, example.drift !== undefined);
      if (entry === null) {
        expect(one.address).toBeNull();
        continue;
      }
      const again = runFindings(openExample({ ...example, waivers: [{ ...JSON.parse(writeWaiver(entry)), reason }] }));
      const accepted = again.filter(({ waived }) => waived !== null);
      expect(accepted.map(({ fingerprint }) => fingerprint)).toContain(one.fingerprint);
      expect(accepted.every((other) => other.code === code && other.address === one.address)).toBe(true);
    }
  });

  it("is exact for any name, and hides nothing", () => {
    const address = 'access_key.many["a\u202E\u001B`|::\u{E0001}"]';
    const text = writeWaiver({ code: "LK201", address, reason: "", until });
    expect(text).toMatch(/^[\x20-\x7E]+$/);
    expect(JSON.parse(text)).toMatchObject({ address });
  });
});

describe("an accepted finding", () => {
  it("is listed in every form, with the reason, the end and where it is written", () => {
    const change = openExample({ vendor: "signoz", says: "", before: [], after: objects, waivers: [good], at });
    const report = buildReport(change, runFindings(change));
    expect(reviewFormats.length).toBeGreaterThan(2);
    for (const name of ["text", "markdown", "json"]) {
      const text = reviewFormats.find((one) => one.name === name)?.write(report, { version: "0.0.0" }) ?? "";
      for (const part of ["rotated each month", until, "waivers.json"]) expect(text, name).toContain(part);
    }
  });
});

describe("a file of waivers", () => {
  const write = (...waivers: readonly object[]): string => JSON.stringify({ waivers });

  it.each([
    { name: "no JSON", text: "waivers:", says: /is not JSON/ },
    { name: "another form", text: "[]", says: /cannot be read/ },
    { name: "no list", text: "{}", says: /`waivers` is missing/ },
    { name: "a misspelled name", text: write({ ...good, untill: "x" }), says: /entry 1 has a name that is not known/ },
    { name: "no address", text: write(good, { code: "LK201", reason, until }), says: /entry 2: `address` is missing/ },
    { name: "an empty subject", text: write({ ...good, subject: "" }), says: /entry 1: `subject`/ },
    { name: "an end in words", text: write({ ...good, until: "soon" }), says: /entry 1: `until` is "soon"/ },
    { name: "a day that is none", text: write({ ...good, until: "2030-02-30" }), says: /entry 1: `until`/ },
    {
      name: "two entries for one finding",
      text: write(good, { ...good, until: "2030-07-01" }),
      says: /entries 1 and 2/,
    },
  ])("fails with $name, in one sentence", ({ text, says }) => {
    expect(() => parseWaivers(text, "waivers.json")).toThrow(says);
  });

  it("may say where its schema is", () => {
    expect(parseWaivers(JSON.stringify({ $schema: "x", waivers: [good] }), "waivers.json")).toHaveLength(1);
  });
});
