import { z } from "zod";
import { findNearNames } from "#access/schema/near-names.ts";
import { findingDefinitions } from "../findings/registry.gen.ts";
import { SourceError } from "../source-error.ts";
import { parseUserFile } from "../user-file.ts";
import { type Policy, type SeverityChoice, usualPolicy } from "./policy.ts";

const days = z.int().min(1).max(3_650);
const name = z.string().min(1);

const side = z
  .union([
    z.strictObject({ role: name.describe("The name of a role.") }),
    z.strictObject({
      action: name,
      resource: name,
      selector: name.optional().describe("The object. Left out: at least one of its kind."),
    }),
  ])
  .describe("A role by its name, or a right.");

const pair = z.strictObject({
  name: name.describe("What the pair is called in the report."),
  sides: z.tuple([side, side]).describe("Two things that nobody may hold both of."),
});

/** What a file of policy is, for editors. */
export const policyFileSchema = z
  .strictObject({
    $schema: z.string().optional().describe("Where this schema is."),
    keyLifetimeDays: days
      .optional()
      .describe("How long a key may work at most (LK202). Left out: as long as it likes."),
    expiresSoonDays: days
      .optional()
      .describe(`How many days before its end a key is named (LK206). Left out: ${usualPolicy.expiresSoonDays}.`),
    reasonRequired: z.boolean().optional().describe("Whether each binding must have a reason (LK402)."),
    overlapRequired: z
      .boolean()
      .optional()
      .describe("Whether each key that is rotated by age must have an overlap (LK204)."),
    toxicPairs: z.array(pair).optional().describe("What nobody may hold together (LK408)."),
    deployer: name
      .optional()
      .describe("As whom Terraform acts, by address, id or name: LK109 and LK303 compare with what it may do."),
    severities: z
      .record(z.string().regex(/^LK[1-9]\d\d$/), z.enum(["error", "warning", "note", "off"]))
      .optional()
      .describe(
        "Another severity for a finding, by its code. What is `off` although it is an error stays listed (LK809).",
      ),
  })
  .describe("What somebody has decided about the findings of `latchkey review`.");

const known =
  "a policy is { keyLifetimeDays, expiresSoonDays, reasonRequired, overlapRequired, toxicPairs, deployer, severities }, each of which may be left out; days are whole numbers from 1 to 3650, and a pair is { name, sides: [SIDE, SIDE] }, where a side is { role } or { action, resource, selector }";

function checkCode(code: string): void {
  const found = findingDefinitions.find((one) => one.code === code);
  if (found === undefined) {
    const near = findNearNames(
      code,
      findingDefinitions.map((one) => one.code),
    );
    const hint = near.length === 0 ? "" : ` Did you mean ${near.join(" or ")}?`;
    throw new SourceError(`has a severity for ${code}, and there is no such finding.${hint}`);
  }
  if (found.isAboutDecisions === true) {
    throw new SourceError(`has a severity for ${code} ${found.name}, which nobody can change: take it out.`);
  }
}

/**
 * Reads a file of policy.
 * @throws SourceError in one sentence, after the name of the file
 */
export function parsePolicy(text: string): Policy {
  const { severities = {}, ...file } = parseUserFile(text, policyFileSchema, known);
  for (const code of Object.keys(severities)) checkCode(code);
  const choices: readonly (readonly [string, SeverityChoice])[] = Object.entries(severities);
  const { keyLifetimeDays = null, expiresSoonDays = usualPolicy.expiresSoonDays, deployer = null } = file;
  const { reasonRequired = false, overlapRequired = false, toxicPairs = [] } = file;
  const required = { reasonRequired, overlapRequired };
  return { keyLifetimeDays, expiresSoonDays, deployer, ...required, toxicPairs, severities: new Map(choices) };
}
