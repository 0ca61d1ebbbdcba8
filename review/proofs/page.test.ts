import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseAssertions } from "../assertions/assertion-file.ts";
import { findingExamples } from "../findings/examples.gen.ts";
import { runFindings } from "../findings/run-findings.ts";
import { format } from "../formats/kinds/text.ts";
import { buildReport } from "../report/build-report.ts";
import { openExample } from "../testing/examples.ts";
import { parseClaim } from "./claim.ts";

const page = readFileSync(join(import.meta.dirname, "..", "..", "docs", "review.md"), "utf8");

it("shows a proof as the command prints it", () => {
  const example = findingExamples["assertion_violated"];
  if (example === undefined) throw new Error("no example");
  const change = {
    ...openExample({ ...example, assertions: [] }),
    claims: [parseClaim("no ci-* reaches signoz-admin")],
  };
  const text = format.write(buildReport(change, runFindings(change)), { version: "0.0.0" });
  const printed = /^Proofs\n(?: .*\n)+/m.exec(text)?.[0] ?? "no proof";
  expect(page).toContain(`\`\`\`\n${printed}\`\`\`\n`);
});

it("shows a file of assertions that is read", () => {
  const shown = [...page.matchAll(/^```json\n(.*?)^```$/gms)].map(([, text = ""]) => text);
  const files = shown.filter((text) => text.includes('"assertions"'));
  expect(files).toHaveLength(1);
  expect(parseAssertions(files[0] ?? "", "page").length).toBeGreaterThan(4);
});
