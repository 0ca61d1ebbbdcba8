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
const plain = /^[\w.:/@=+][\w.:/@=+-]{0,299}$/;

/** By import and destruction: Terraform shows in its plan what goes, and deletes it in the vendor's own order. */
function writeCommands({ type, id }: Removable, number: number): string {
  if (!plain.test(id))
    return comment("Its id has characters that no command can hold safely: delete it at the vendor.");
  const name = `drift_${number}`;
  const address = `access_${type}.${name}`;
  return [
    String.raw`printf 'resource "access_${type}" "${name}" {}\n' > ${name}.tf`,
    `terraform import ${address} ${id}`,
    `rm ${name}.tf && terraform apply`,
  ]
    .map((line) => `# ${line}\n`)
    .join("");
}

/** The keys that `latchkey keys revoke` takes: an import would ask for what vendors do not tell of keys. */
const keyCodes = new Set(["LK506", "LK509"]);

/** Null where it is not known which account to ask. */
function writeRevocation({ id }: Removable, { accounts }: DriftReport): string | null {
  const [account, ...others] = accounts;
  const { vendor = "", endpoint = null } = account ?? {};
  if (endpoint === null || others.length > 0 || ![id, endpoint].every((text) => plain.test(text))) return null;
  return `# latchkey keys revoke ${id} --vendor ${vendor}@${endpoint}\n`;
}

interface Removable {
  readonly type: string;
  readonly id: string;
}

/** A role alone gives nothing, and vendors do not delete one that somebody holds: whatever gives it goes first. */
function isRole({ code }: ToldFinding): boolean {
  return code === "LK505";
}

function compare(a: ToldFinding, b: ToldFinding): number {
  if (isRole(a) !== isRole(b)) return isRole(a) ? 1 : -1;
  const bySeverity = ranks[a.severity] - ranks[b.severity];
  if (bySeverity !== 0) return bySeverity;
  const byScore = (scores.get(b.code) ?? 0) - (scores.get(a.code) ?? 0);
  if (byScore !== 0) return byScore;
  return a.fingerprint < b.fingerprint ? -1 : Number(a.fingerprint > b.fingerprint);
}

/** What nobody has in code, or what code does not want: it can be taken away. */
const removable = new Set(["LK503", "LK504", "LK505", "LK506", "LK509"]);

function writeFinding(finding: ToldFinding, number: number, report: DriftReport): string {
  const { code, name, severity, message, object } = finding;
  const head = comment(`${severity} ${code} ${name}: ${message}`);
  const id = object?.importId ?? object?.id ?? null;
  if (object === undefined || id === null) return `${head}\n`;
  const own = { type: object.type, id: object.id ?? id };
  const revocation = keyCodes.has(code) ? writeRevocation(own, report) : null;
  return `${head}${revocation ?? writeCommands({ type: object.type, id }, number)}\n`;
}

function write(report: DriftReport): string {
  const found = report.findings.filter(({ code, waived }) => waived === null && removable.has(code)).toSorted(compare);
  const head = [
    comment(writeHeadline(report)),
    comment(
      "Nothing below runs as it is. Look at each one, take the # away, and run it in an empty folder with the provider block.",
    ),
    comment("Roles come last: a vendor does not delete one that somebody holds."),
    comment(
      "Keys are revoked by themselves, and asked about. Of the other commands, the first two take it under Terraform, and the third one shows its removal before it asks.",
    ),
  ];
  const none = found.length === 0 ? comment("There is nothing to take away.") : "";
  return disarmLines(`${head.join("")}${none}\n${found.map((one, at) => writeFinding(one, at + 1, report)).join("")}`);
}

export const format: DriftFormat = {
  name: "revoke",
  says: "commands that take away what no code has, the riskiest first and roles last, all of them commented out",
  write: (report) => write(report),
};
