import { z } from "zod";
import { toSnakeCase } from "#access/schema/names.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { findingDefinitions } from "../findings/registry.gen.ts";
import { findNearNames } from "#access/schema/near-names.ts";
import { SourceError } from "../source-error.ts";
import { parseUserFile } from "../user-file.ts";
import { isMoment, keyOfWaiver, shortestReason, type Waiver } from "../waivers/waiver.ts";

const text = z.string().min(1);

const entry = z.strictObject({
  code: text.optional().describe("Only findings of this code, such as LK506. Left out: of any."),
  kind: text.optional().describe("Only objects of this kind, as in the provider's access_KIND."),
  address: text.optional().describe("Only what is at this address in Terraform, exactly as the finding has it."),
  subject: text
    .optional()
    .describe("Only what is about this subject, or is this object: by its address, the vendor's id, or its name."),
  attribute: text.optional().describe("Only differences of this attribute, in snake_case."),
  reason: z.string().min(shortestReason).describe("Why it is right, for whoever reads it next year."),
  until: text.describe("The last day (2030-06-30, UTC) or the instant (RFC 3339): at most a year ahead."),
});

/** What a file of ignored drift is, for editors. */
export const ignoreFileSchema = z
  .strictObject({
    $schema: z.string().optional().describe("Where this schema is."),
    ignore: z
      .array(entry)
      .describe("What may differ between code and vendor. Each entry names a kind, an address or a subject at least."),
  })
  .describe("Differences that `latchkey drift` does not count.");

// A missing or short reason is a finding of its own, so that the report says it beside the others.
const accepted = ignoreFileSchema.extend({
  ignore: z.array(entry.extend({ reason: z.string().optional(), until: z.string().optional() })),
});

type Entry = z.output<typeof accepted>["ignore"][number];

const known =
  'a file of ignored drift is { "ignore": [{ "code", "kind", "address", "subject", "attribute", "reason", "until" }] }, all of them texts';

/** @throws SourceError for a name that there is not, with those that may be meant */
function checkName(place: string, given: string | undefined, names: readonly string[]): void {
  if (given === undefined || names.includes(given)) return;
  const near = findNearNames(given, names);
  const hint = near.length === 0 ? "" : ` Did you mean ${near.join(" or ")}?`;
  throw new SourceError(`${place} ${JSON.stringify(given.slice(0, 100))}.${hint}`);
}

function listAttributes(kind: string | undefined): readonly string[] {
  const nouns = nounDefinitions.filter(({ type }) => kind === undefined || type === kind);
  return [...new Set(nouns.flatMap(({ attributes }) => Object.keys(attributes).map(toSnakeCase)))];
}

/** @throws SourceError */
function checkEntry({ code, kind, address, subject, attribute, until }: Entry, at: number): void {
  const entryAt = `entry ${at + 1}: there is no`;
  const codes = findingDefinitions.filter(({ tells }) => tells !== undefined).map((one) => one.code);
  const kinds = nounDefinitions.map(({ type }) => type);
  checkName(`${entryAt} finding`, code, codes);
  checkName(`${entryAt} kind`, kind, kinds);
  checkName(`${entryAt} attribute`, attribute, listAttributes(kind));
  if (kind === undefined && address === undefined && subject === undefined) {
    throw new SourceError(`entry ${at + 1} names nothing: give it a kind, an address or a subject.`);
  }
  if (until !== undefined && !isMoment(until)) {
    throw new SourceError(
      `entry ${at + 1}: \`until\` is ${JSON.stringify(until)}; write a day such as 2030-06-30, or an RFC 3339 instant.`,
    );
  }
}

function toWaiver(given: Entry, name: string): Waiver {
  const { code = null, kind = null, address = null, subject = null, attribute = null } = given;
  return {
    code: code ?? "",
    addresses: address === null ? [] : [address],
    subject,
    reason: given.reason ?? "",
    until: given.until ?? null,
    by: name,
    ignores: { code, kind, attribute },
  };
}

/**
 * Reads a file of ignored drift.
 * @param name of the file: what the report says of where an entry is written
 * @throws SourceError in one sentence, after the name of the file
 */
export function parseIgnored(given: string, name: string): readonly Waiver[] {
  const { ignore } = parseUserFile(given, accepted, { known, names: Object.keys(entry.shape) });
  for (const [at, one] of ignore.entries()) checkEntry(one, at);
  const waivers = ignore.map((one) => toWaiver(one, name));
  const keys = waivers.map(keyOfWaiver);
  const second = keys.findIndex((key, at) => keys.indexOf(key) < at);
  if (second >= 0) {
    throw new SourceError(
      `entries ${keys.indexOf(keys[second] ?? "") + 1} and ${second + 1} ignore the same: keep one.`,
    );
  }
  return waivers;
}
