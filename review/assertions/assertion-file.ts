import { z } from "zod";
import { SourceError } from "../source-error.ts";
import { isPattern, isPatternTooLong, mostStars } from "../targets/name-pattern.ts";
import { type NamedTarget, readRight } from "../targets/target.ts";
import type { Assertion, Rule, RuleMode } from "./assertion.ts";
import { listElementLines } from "./element-lines.ts";

const text = z.string().min(1).max(1_000);
const texts = z.union([text, z.array(text).min(1).max(1_000)]);

const subject = texts
  .optional()
  .describe(
    "Who: names, ids or addresses; a key stands for whom it acts as. `*` in one stands for any characters, but not in `only`.",
  );
const role = texts
  .optional()
  .describe("Roles, by name, id or address: with `grant`, what they grant; with `heldBy`, whose they are.");
const may = texts
  .optional()
  .describe(
    'Permissions, as `latchkey can` takes them: "update dashboard", "read dashboard:7" or "standing NAME". What somebody has now.',
  );
const hold = texts.optional().describe("Roles that somebody holds now, itself or through a group.");
const reach = z
  .strictObject({ role: texts.optional(), permission: texts.optional() })
  .optional()
  .describe("Roles and permissions that somebody has, or could come to in steps, such as by a key of another account.");
const grant = texts.optional().describe("Permissions that a role grants, whoever holds it.");
const scope = text.optional().describe('Where: a scope, such as "workspace/7", or "account". Left out: anywhere.');
const heldBy = texts.optional().describe("Exactly these subjects hold `role`, or may do `permission`.");
const permission = texts.optional().describe("One permission, for `heldBy`.");

const limit = z.strictObject({ subject, role, may, hold, reach, grant, in: scope });
const exact = z.strictObject({ subject, role, permission, may, hold, grant, heldBy, in: scope });

const entry = z.strictObject({
  name: text.describe("Its name, which every report says."),
  reason: text.optional().describe("Why, for whoever breaks it."),
  vendor: text
    .optional()
    .describe("Only accounts at this vendor, as `vendor` of the provider block names it. Left out: all."),
  never: limit.optional().describe("None of these subjects may, holds or reaches it."),
  only: limit.optional().describe("Nobody but these subjects. Names are exact here: no `*`."),
  exactly: exact.optional().describe("This and nothing else."),
});

/** What a file of assertions is, for editors. */
export const assertionFileSchema = z
  .strictObject({
    $schema: z.string().optional().describe("Where this schema is."),
    assertions: z.array(entry).max(1_000).describe("What must be so after every change."),
  })
  .describe("Who may never, only or exactly do what: `latchkey review --assert`.");

type Entry = z.infer<typeof entry>;
type Limit = z.infer<typeof limit>;
type Exact = z.infer<typeof exact>;

const form =
  'an assertion is { "name": …, "reason": …, "never": { "subject": "ci-*", "may": "update dashboard" } }, or one with `only` or `exactly`; the page about reviews lists all forms';

function listTexts(given: string | readonly string[] | undefined): readonly string[] {
  if (given === undefined) return [];
  return typeof given === "string" ? [given] : given;
}

function fail(message: string): never {
  throw new SourceError(`${message}.`);
}

/** Exactly one of some names is set. */
function pickOne<T extends object>(given: T, names: readonly (keyof T & string)[], place: string): keyof T & string {
  const set = names.filter((name) => given[name] !== undefined);
  const [only] = set;
  if (only !== undefined && set.length === 1) return only;
  const had = set.length === 0 ? "none" : set.map((name) => `\`${name}\``).join(" and ");
  fail(`${place}: write exactly one of ${names.map((name) => `\`${name}\``).join(", ")}; it has ${had}`);
}

function refuseOthers(given: object, allowed: readonly string[], place: string): void {
  const other = Object.keys(given).find((name) => !allowed.includes(name));
  if (other !== undefined)
    fail(`${place}: \`${other}\` means nothing here; it takes ${allowed.map((name) => `\`${name}\``).join(", ")}`);
}

function readRights(given: string | readonly string[] | undefined, place: string): readonly NamedTarget[] {
  return listTexts(given).map((one) => {
    const right = readRight(one);
    if (right !== undefined) return right;
    return fail(`${place}: ${JSON.stringify(one)} is no permission; write ACTION RESOURCE, such as "update dashboard"`);
  });
}

function readRoles(given: string | readonly string[] | undefined): readonly NamedTarget[] {
  return listTexts(given).map((name) => ({ kind: "role", name }));
}

/** Whoever writes a change also chooses names: a pattern may forbid more, and never allow more. */
function refusePatterns(names: readonly string[], place: string): void {
  const pattern = names.find(isPattern);
  if (pattern === undefined) return;
  fail(
    `${place}: ${JSON.stringify(pattern)} has a "*": whoever names a new account could put it into this list. Write each name out`,
  );
}

function refuseManyStars(names: readonly string[], place: string): void {
  const long = names.find(isPatternTooLong);
  if (long === undefined) return;
  const shown = JSON.stringify(long.length > 100 ? `${long.slice(0, 100)}…` : long);
  fail(`${place}: ${shown} has more than ${mostStars} "*". Write a shorter pattern, or several`);
}

function readReach({ reach: given }: Limit, place: string): readonly NamedTarget[] {
  if (given === undefined) return [];
  const all = [...readRoles(given.role), ...readRights(given.permission, place)];
  return all.length > 0 ? all : fail(`${place}: \`reach\` takes \`role\`, \`permission\` or both`);
}

function readSubjectRule(given: Limit | Exact, mode: RuleMode, place: string): Rule {
  const verbs = mode === "exactly" ? (["may", "hold"] as const) : (["may", "hold", "reach"] as const);
  refuseOthers(given, ["subject", ...verbs, "in"], place);
  const verb = pickOne<Limit>(given, verbs, place) as (typeof verbs)[number];
  const names = listTexts(given.subject);
  if (mode === "only") refusePatterns(names, `${place}: \`subject\``);
  const targets =
    verb === "reach"
      ? readReach(given, `${place}: \`reach\``)
      : verb === "hold"
        ? readRoles(given.hold)
        : readRights(given.may, `${place}: \`may\``);
  if (mode === "exactly") refusePatterns(listTexts(given.hold), `${place}: \`hold\``);
  return { kind: "subject", mode, names, verb, targets, scope: given.in ?? null };
}

function readRoleRule(given: Limit | Exact, mode: RuleMode, place: string): Rule {
  refuseOthers(given, ["role", "grant"], place);
  const names = listTexts(given.role);
  if (mode === "only") refusePatterns(names, `${place}: \`role\``);
  if (given.grant === undefined) fail(`${place}: \`role\` takes \`grant\`${mode === "exactly" ? " or `heldBy`" : ""}`);
  return { kind: "role", mode, names, targets: readRights(given.grant, `${place}: \`grant\``) };
}

function readHolders(given: Exact, place: string): Rule {
  refuseOthers(given, ["role", "permission", "heldBy", "in"], place);
  pickOne(given, ["role", "permission"], place);
  const targets = [...readRoles(given.role), ...readRights(given.permission, `${place}: \`permission\``)];
  const [target] = targets;
  if (target === undefined || targets.length > 1) fail(`${place}: \`heldBy\` takes one role or one permission`);
  const names = listTexts(given.heldBy);
  refusePatterns([...names, ...listTexts(given.role)], place);
  return { kind: "holders", names, target, scope: given.in ?? null };
}

function readRule(given: Entry, place: string): Rule {
  const mode = pickOne(given, ["never", "only", "exactly"], place) as RuleMode;
  const inner = `${place}: \`${mode}\``;
  const rule = given[mode] ?? {};
  const roles = [...listTexts(rule.role), ...listTexts(rule.hold)];
  const reached = "reach" in rule ? listTexts(rule.reach?.role) : [];
  refuseManyStars([...listTexts(rule.subject), ...roles, ...reached], inner);
  if ("heldBy" in rule) return readHolders(rule, inner);
  const who = pickOne<Limit>(rule, ["subject", "role"], inner);
  return who === "subject" ? readSubjectRule(rule, mode, inner) : readRoleRule(rule, mode, inner);
}

/** @throws SourceError */
function parseJson(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    throw new SourceError(`is not JSON: ${form}.`);
  }
}

function describeIssue({ path, code, ...issue }: z.core.$ZodIssue): string {
  const [list, at, ...inside] = path;
  const place = typeof at === "number" ? `entry ${at + 1}` : list === undefined ? "it" : `\`${String(list)}\``;
  const where = [place, ...inside.map((name) => `\`${String(name)}\``)].join(": ");
  if (code === "unrecognized_keys" && "keys" in issue)
    return `${where} has \`${issue.keys.join("`, `")}\`, which is not known: ${form}`;
  return `${where} is missing, or not of its kind: ${form}`;
}

/**
 * Reads a file of assertions.
 * @param name of the file: what a report says of where an assertion is written
 * @throws SourceError in one sentence, after the name of the file
 */
export function parseAssertions(given: string, name: string): readonly Assertion[] {
  const content = given.replace(/^\uFEFF/, "");
  const parsed = assertionFileSchema.safeParse(parseJson(content));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new SourceError(`cannot be read: ${issue === undefined ? form : describeIssue(issue)}.`);
  }
  const lines = listElementLines(content, "assertions");
  const seen = new Map<string, number>();
  return parsed.data.assertions.map((one, index): Assertion => {
    const place = `entry ${index + 1}`;
    const first = seen.get(one.name);
    if (first !== undefined) fail(`entries ${first} and ${index + 1} have one name: ${JSON.stringify(one.name)}`);
    seen.set(one.name, index + 1);
    const { reason = null, vendor = null } = one;
    return { name: one.name, reason, vendor, rule: readRule(one, place), by: name, line: lines[index] ?? 1 };
  });
}
