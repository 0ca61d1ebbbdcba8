import { findingDefinitions } from "#review/findings/registry.gen.ts";
import type { GeneratedFile } from "../generate.ts";

/** The codes that constructs can accept: they do not depend on the review. */
export async function generate(): Promise<readonly GeneratedFile[]> {
  const codes = findingDefinitions
    .filter(({ isAboutDecisions, tells }) => isAboutDecisions !== true && tells !== "drift")
    .map(({ code }) => code);
  const listed = codes.toSorted().map((code) => `"${code}"`);
  const text = `/** The findings of \`latchkey review\` that can be accepted. */\nexport const findingCodes = [${listed.join(", ")}] as const;\n`;
  return Promise.resolve([{ path: "constructs/shared/finding-codes.gen.ts", text }]);
}
