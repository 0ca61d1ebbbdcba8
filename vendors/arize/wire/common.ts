import * as z from "zod";
import * as rules from "../facts/data/limits.ts";
import { accountLevels, memberLevels } from "../facts/data/levels.ts";

/**
 * Arize's own JSON. Answers are read leniently: members that are not named here are dropped, and what a newer API may
 * add to (levels, statuses, permissions) is text. Bodies are strict: the API refuses members that it does not know, and
 * those that it manages itself, with 400.
 */

/** A date-time of RFC 3339. */
export const instant = z.iso.datetime({ offset: true });

export function sentText({ length }: rules.TextLength): z.ZodString {
  return z.string().min(length.min).max(length.max);
}

export const sentName = sentText(rules.otherName);

export const sentDescription = sentText(rules.description);

export const id = z.string();

/** What each list carries beside its rows. */
export const pagination = z.object({ next_cursor: z.string().optional(), has_more: z.boolean() });

/** One page: the rows are under a name of their own. */
export function pageOf<Name extends string, Row extends z.ZodType>(
  name: Name,
  row: Row,
): z.ZodObject<Record<Name, z.ZodArray<Row>> & { pagination: typeof pagination }> {
  const rows = { [name]: z.array(row) } as Record<Name, z.ZodArray<Row>>;
  return z.object({ ...rows, pagination });
}

/** A role as answers give it: a fixed level, or a custom role. */
export const assignment = z.discriminatedUnion("type", [
  z.object({ type: z.literal("PREDEFINED"), name: z.string() }),
  z.object({ type: z.literal("CUSTOM"), id, name: z.string().optional() }),
]);
export type Assignment = z.output<typeof assignment>;

const sentCustomRole = z.strictObject({ type: z.literal("CUSTOM"), id });

export const sentAccountRole = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("PREDEFINED"), name: z.enum(accountLevels) }),
  sentCustomRole,
]);

/** Of an organization or a space. */
export const sentMemberRole = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("PREDEFINED"), name: z.enum(memberLevels) }),
  sentCustomRole,
]);
export type SentMemberRole = z.output<typeof sentMemberRole>;

export function predefined<Level extends string>(name: Level): { readonly type: "PREDEFINED"; readonly name: Level } {
  return { type: "PREDEFINED", name };
}

/** A body that may hold any of its members, and no fewer than one. */
export function atLeastOne<Body extends z.ZodType>(body: Body): Body {
  return body.refine((value) => Object.keys(Object(value)).length > 0, "expected at least one member");
}

/** RFC 9457. */
export const problem = z.object({
  title: z.string(),
  status: z.number(),
  type: z.string().optional(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  /** Only a newer page of the vendor's has it. */
  error_code: z.string().optional(),
});
export type Problem = z.output<typeof problem>;
