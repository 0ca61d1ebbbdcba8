import { disarmLines, quoteLine } from "#access/schema/shown-text.ts";
import type { DriftReport } from "../../report/drift-report.ts";
import type { ToldFinding } from "../../report/review-report.ts";
import { writeHeadline } from "../../report/report.ts";
import { findingDefinitions } from "../../findings/registry.gen.ts";
import type { Severity } from "../../findings/severity.ts";
import type { DriftFormat } from "../definition.ts";

const scores = new Map(findingDefinitions.map(({ code, score }) => [code, score ?? 0]));
const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** Nothing in it ends a line, so that it stays in the comment. */
function comment(text: string): string {
  return `# ${quoteLine(text)}\n`;
}

/** What a shell, and a text of Terraform, take as it is. */
const plain = /^[\w.:/@=+-]{1,300}$/;

/** By import and destruction: Terraform shows in its plan what goes, and deletes it in the vendor's own order. */
function writeCommands({ type, id }: Removable, number: number): string {
  if (!plain.test(id))
    return comment("Its id has characters that no command can hold safely: delete it at the vendor.");
  const name = `drift_${number}`;
  const block = String.raw`import {\n  to = access_${type}.${name}\n  id = "${id}"\n}\n`;
  return [
    `printf '${block}' > ${name}.tf`,
    `terraform plan -generate-config-out=${name}_config.tf -out=${name}.plan && terraform apply ${name}.plan`,
    `rm ${name}.tf ${name}_config.tf ${name}.plan && terraform apply`,
  ]
    .map((line) => `# ${line}\n`)
    .join("");
}

interface Removable {
  readonly type: string;
  readonly id: string;
}

function compare(a: ToldFinding, b: ToldFinding): number {
  const bySeverity = ranks[a.severity] - ranks[b.severity];
  if (bySeverity !== 0) return bySeverity;
  const byScore = (scores.get(b.code) ?? 0) - (scores.get(a.code) ?? 0);
  if (byScore !== 0) return byScore;
  return a.fingerprint < b.fingerprint ? -1 : Number(a.fingerprint > b.fingerprint);
}

/** What nobody has in code, or what code does not want: it can be taken away. */
const removable = new Set(["LK503", "LK504", "LK505", "LK506", "LK509"]);

function writeFinding(finding: ToldFinding, number: number): string {
  const { code, name, severity, message, object } = finding;
  const head = comment(`${severity} ${code} ${name}: ${message}`);
  const id = object?.importId ?? object?.id ?? null;
  if (object === undefined || id === null) return `${head}\n`;
  return `${head}${writeCommands({ type: object.type, id }, number)}\n`;
}

function write(report: DriftReport): string {
  const found = report.findings.filter(({ code, waived }) => waived === null && removable.has(code)).toSorted(compare);
  const head = [
    comment(writeHeadline(report)),
    comment(
      "Nothing below runs as it is. Look at each one, take the # away, and run it in an empty folder with the provider block.",
    ),
    comment("The first two commands take it under Terraform, and the third one shows its removal before it asks."),
  ];
  const none = found.length === 0 ? comment("There is nothing to take away.") : "";
  return disarmLines(`${head.join("")}${none}\n${found.map((one, at) => writeFinding(one, at + 1)).join("")}`);
}

export const format: DriftFormat = {
  name: "revoke",
  says: "commands that take away what no code has, the riskiest first, all of them commented out",
  write: (report) => write(report),
};
