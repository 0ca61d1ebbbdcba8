import { z } from "zod";
import { SourceError } from "../source-error.ts";
import { parseUserFile } from "../user-file.ts";
import { isMoment, keyOfWaiver, shortestReason, type Waiver } from "./waiver.ts";

const entry = z.strictObject({
  code: z.string().min(1).describe("The code of the finding, such as LK204."),
  address: z.string().min(1).describe("Its address in Terraform, exactly as the finding has it."),
  subject: z
    .string()
    .min(1)
    .optional()
    .describe("Whom it is about, exactly as the finding has it. Left out for a finding that is about nobody."),
  reason: z.string().min(shortestReason).describe("Why it is right, for whoever reads it next year."),
  until: z
    .string()
    .min(1)
    .describe("The last day (2030-06-30, UTC) or the instant (RFC 3339) at which it counts: at most a year ahead."),
});

/** What a file of waivers is, for editors. */
export const waiverFileSchema = z
  .strictObject({
    $schema: z.string().optional().describe("Where this schema is."),
    waivers: z
      .array(entry)
      .describe("What is accepted: one finding at one place, about one subject, and nothing wider."),
  })
  .describe("Findings of `latchkey review` that are accepted.");

// A missing or short reason is a finding of its own, so that the report says it beside the others.
const accepted = waiverFileSchema.extend({
  waivers: z.array(entry.extend({ reason: z.string().optional(), until: z.string().optional() })),
});

const known =
  'a file of waivers is { "waivers": [{ "code", "address", "subject", "reason", "until" }] }, all of them texts, and `subject` only if the finding has one';

function checkEntries(waivers: readonly Waiver[]): void {
  const seen = new Map<string, number>();
  for (const [at, waiver] of waivers.entries()) {
    if (waiver.until !== null && !isMoment(waiver.until)) {
      throw new SourceError(
        `entry ${at + 1}: \`until\` is ${JSON.stringify(waiver.until)}; write a day such as 2030-06-30, or an RFC 3339 instant.`,
      );
    }
    const key = keyOfWaiver(waiver);
    const first = seen.get(key);
    if (first !== undefined) throw new SourceError(`entries ${first} and ${at + 1} accept the same finding: keep one.`);
    seen.set(key, at + 1);
  }
}

/**
 * Reads a file of waivers.
 * @param name of the file: what the report says of where a waiver is written
 * @throws SourceError in one sentence, after the name of the file
 */
export function parseWaivers(text: string, name: string): readonly Waiver[] {
  const file = parseUserFile(text, accepted, known);
  const waivers = file.waivers.map(({ code, address, subject = null, reason = "", until = null }): Waiver => {
    return { code, addresses: [address], subject, reason, until, by: name };
  });
  checkEntries(waivers);
  return waivers;
}
