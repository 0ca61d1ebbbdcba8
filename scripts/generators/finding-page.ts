import { findingExamples } from "#review/findings/examples.gen.ts";
import type { FindingDefinition } from "#review/findings/definition.ts";
import { findingDefinitions } from "#review/findings/registry.gen.ts";
import { runFindings } from "#review/findings/run-findings.ts";
import { openExample } from "#review/testing/examples.ts";
import type { GeneratedFile } from "../generate.ts";

const introduction = `# Findings

What [\`latchkey review\`](review.md) finds in a change, and [\`latchkey drift\`](drift.md) in an account. Each has a code that never means something else. The examples are run by a test,
and what they say is what the command prints.

- **new** is what the change itself brings. Only that counts for \`--fail-on\` of a review, unless \`--all\` is given.
- Findings from LK501 on are of \`latchkey drift\` alone. It tells those about keys (LK202, LK206, LK207, LK208) of whatever lives.
- \`error\` stops a pipeline by default, \`warning\` and \`note\` do so with \`--fail-on\`. Some findings are of another severity in some
  places; they say where.
- The number is for tools that order findings by risk, from 0 to 10.

## All of them

`;

const groups: readonly { readonly digit: string; readonly title: string }[] = [
  { digit: "1", title: "Who comes to more" },
  { digit: "2", title: "Keys" },
  { digit: "3", title: "Who loses something" },
  { digit: "4", title: "What the code says" },
  { digit: "5", title: "What code and vendor differ in" },
  { digit: "8", title: "What was accepted or asserted" },
  { digit: "9", title: "What is not known" },
];

/** What the command prints for the example. */
function quoteExample({ code, name }: FindingDefinition): string {
  const example = findingExamples[name.replaceAll("-", "_")];
  if (example === undefined) throw new Error(`${code} ${name} has no example`);
  const found = runFindings(openExample(example)).find((one) => one.code === code);
  if (found === undefined) throw new Error(`${code} ${name} is not found in its example`);
  const command = example.drift === undefined ? "review" : "drift";
  return `Example: ${example.says} \`latchkey ${command}\` says:\n\n> ${found.severity}: ${found.message}\n`;
}

function writeFinding(definition: FindingDefinition): string {
  const { code, name, severity, score, summary, explanation, fix } = definition;
  const number = score === null ? "" : `, ${score.toFixed(1)}`;
  const parts = [
    `#### ${code} ${name}`,
    `${summary} (${severity}${number}).`,
    explanation,
    fix,
    quoteExample(definition),
  ];
  return `${parts.join("\n\n")}\n`;
}

function sortByCode(all: readonly FindingDefinition[]): readonly FindingDefinition[] {
  return all.toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

function writeIndex(all: readonly FindingDefinition[]): string {
  const rows = all.map(
    ({ code, name, severity, summary }) => `| [${code}](#${code.toLowerCase()}-${name}) | ${severity} | ${summary} |`,
  );
  return `| code | severity | says |\n| --- | --- | --- |\n${rows.join("\n")}\n`;
}

/** The page of all findings, from their definitions and their examples. */
export async function generate(): Promise<readonly GeneratedFile[]> {
  const all = sortByCode(findingDefinitions);
  const sections = groups.map(({ digit, title }) => {
    const own = all.filter(({ code }) => code.startsWith(`LK${digit}`));
    return own.length === 0 ? "" : `\n### ${title}\n\n${own.map(writeFinding).join("\n")}`;
  });
  const text = `${introduction}${writeIndex(all)}\n## One by one\n${sections.join("")}`;
  return Promise.resolve([{ path: "docs/findings.md", text }]);
}
