import { describe, expect, it } from "vitest";
import type { Example } from "../findings/example.ts";
import { createAccount, createKey } from "../findings/example-objects.ts";
import { findingExamples } from "../findings/examples.gen.ts";
import { runFindings } from "../findings/run-findings.ts";
import { driftFormats } from "../formats/drift-registry.gen.ts";
import { reviewFormats } from "../formats/registry.gen.ts";
import { openExample } from "../testing/examples.ts";
import { hostileNames } from "../testing/reports.ts";
import { listCommands } from "../testing/runner-commands.ts";
import { buildDriftReport } from "./build-drift-report.ts";
import type { DriftReport } from "./drift-report.ts";
import { driftReportSchema } from "./drift-schema.ts";

const forms = [...reviewFormats.filter(({ isOfReviewsAlone }) => isOfReviewsAlone !== true), ...driftFormats];
const options = { version: "0.0.0" };

function report(example: Example): DriftReport {
  const change = openExample(example);
  if (change.drift === null) throw new Error("the example is no drift");
  return buildDriftReport(change, change.drift, runFindings(change));
}

const examples = Object.entries(findingExamples).filter(([, { drift }]) => drift !== undefined);

function reportNamed(name: string): DriftReport {
  const account = createAccount("ferry");
  const other = { ...createAccount("other"), state: { id: `id ${name}`, name } };
  const key = {
    ...createKey("other"),
    state: { ...createKey("other").state, id: `k${name}`, serviceAccountId: "account-ferry", name },
  };
  return report({ vendor: "signoz", says: "", before: [account], after: [account, other, key], drift: {} });
}

describe("a report of drift", () => {
  it.each(examples)("of %s is as the schema says", (_, example) => {
    const written = reviewFormats.find(({ name }) => name === "json")?.write(report(example), options) ?? "";
    expect(driftReportSchema.safeParse(JSON.parse(written)).error).toBeUndefined();
  });

  it.each(forms.flatMap((form) => hostileNames.map((name) => ({ form, name, of: form.name }))))(
    "is safe with the name $name as $of",
    ({ form, name }) => {
      const text = form.write(reportNamed(name), options);
      // eslint-disable-next-line no-control-regex
      expect(text).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
      const meant = reviewFormats.find((one) => one.name === form.name)?.commands ?? [];
      expect(listCommands(text).filter((command) => !meant.includes(command))).toEqual([]);
    },
  );

  it.each(hostileNames)("has nothing but comments as commands to clean up, with the name %s", (name) => {
    const text = driftFormats.find((one) => one.name === "revoke")?.write(reportNamed(name), options) ?? "";
    expect(text.split("\n").filter((line) => line !== "" && !line.startsWith("# "))).toEqual([]);
  });

  it("lists the riskiest first, each with commands that take it away", () => {
    const account = createAccount("ferry");
    const text =
      driftFormats
        .find(({ name }) => name === "revoke")
        ?.write(
          report({
            vendor: "bigeye",
            says: "",
            before: [account],
            after: [account, createAccount("nightly"), createKey("ferry"), createKey("gone")],
            drift: {},
          }),
          options,
        ) ?? "";
    const codes = [...text.matchAll(/^# \w+ (LK\d+)/gm)].map(([, code]) => code);
    expect(codes).toEqual(["LK509", "LK503", "LK506"].toSorted((a, b) => codes.indexOf(a) - codes.indexOf(b)));
    expect(codes[0]).toBe("LK509");
    expect(text).toContain("# latchkey keys revoke key-gone --vendor bigeye@https://access.example.com\n");
    expect(text).toContain("# terraform import access_service_account.drift_3 account-nightly\n");
  });

  it("is in sync only if nothing differs and nothing was out of sight", () => {
    const account = createAccount("ferry");
    const example: Example = { vendor: "signoz", says: "", before: [account], after: [account], drift: {} };
    const same = report(example);
    expect({ inSync: same.inSync, percent: same.coverage.percent }).toEqual({ inSync: true, percent: 100 });
    const change = openExample(example);
    if (change.drift === null) throw new Error("no drift");
    const blind = buildDriftReport({ ...change, blind: ["Keys are not listed."] }, change.drift, []);
    expect({ inSync: blind.inSync, complete: blind.complete }).toEqual({ inSync: false, complete: false });
    for (const form of forms) expect(form.write(blind, options)).not.toMatch(/in sync(?! only)/i);
  });
});
