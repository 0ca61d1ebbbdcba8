import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { synthesizeFiles } from "#test/support/example-app.ts";
import { parseStackCode } from "../code/read-stack-code.ts";
import { openChange } from "../change/open-change.ts";
import { findingDefinitions } from "../findings/registry.gen.ts";
import { runFindings } from "../findings/run-findings.ts";
import { readSides } from "../read-source.ts";
import { openBuilt } from "./open-built.ts";

const plans = join(import.meta.dirname, "..", "..", "test", "golden", "plans");

/** What is about what could be known differs: a plan knows more. */
const aboutKnowledge = new Set(findingDefinitions.flatMap((one) => (one.isAboutKnowledge === true ? [one.code] : [])));

function tell(change: ReturnType<typeof openChange>): readonly string[] {
  return runFindings(change)
    .filter(({ code }) => !aboutKnowledge.has(code))
    .map(({ code, severity, address, message, fix }) => JSON.stringify([code, severity, address, message, fix]))
    .toSorted();
}

describe("a stack, as constructs hand it to the review", () => {
  // As test/golden/record-plans.ts has them.
  const viewers = { VIEWERS: "ann@example.com", KEY_EXPIRES_AT: "2033-05-18T03:33:20Z" };

  it.each([
    { name: "self-service-keys", plan: "self-service-keys-created", environment: viewers },
    { name: "one-team-everywhere", plan: "four-vendors-created", environment: {} },
  ])("has the findings of the plan that creates it: $name", async ({ name, plan: file, environment }) => {
    const { stack, code } = await synthesizeFiles(name, environment);
    const plan = readSides(readFileSync(join(plans, `${file}.json`), "utf8"), { vendors: [] });
    const at = plan.madeAt ?? "";
    const { accepted } = parseStackCode(code);
    const planned = tell(openChange([{ name, ...plan }], at, { waivers: { waivers: accepted, base: null } }));
    const built = tell(openBuilt([{ name, document: JSON.parse(stack), accepted }], { at }));
    expect(built.length).toBeGreaterThan(0);
    expect(built).toEqual(planned);
  });
});
