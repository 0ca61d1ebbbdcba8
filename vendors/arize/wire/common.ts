import * as z from "zod";
import { receivedBase64Id } from "../../shared/wire/received.ts";
import * as rules from "../facts/data/limits.ts";
import { accountLevels, memberLevels } from "../facts/data/levels.ts";

/**
 * Arize's JSON. Responses are parsed leniently: unknown members are dropped, and values that a newer API may extend
 * (levels, statuses, permissions) are plain text. Request bodies are strict: the API answers 400 to members that it does
 * not know or that it manages itself.
 */

/** An RFC 3339 date-time. */
export const instant = z.iso.datetime({ offset: true });

export function sentText({ length }: rules.TextLength): z.ZodString {
  return z.string().min(length.min).max(length.max);
}

export const sentName = sentText(rules.otherName);

export const sentDescription = sentText(rules.description);

export const id = receivedBase64Id;

/** Every list has this in addition to its rows. */
export const pagination = z.object({ next_cursor: z.string().optional(), has_more: z.boolean() });

/** One page of a list, with its rows under `name`. */
export function pageOf<Name extends string, Row extends z.ZodType>(
  name: Name,
  row: Row,
): z.ZodObject<Record<Name, z.ZodArray<Row>> & { pagination: typeof pagination }> {
  const rows = { [name]: z.array(row) } as Record<Name, z.ZodArray<Row>>;
  return z.object({ ...rows, pagination });
}

/** A role in a response: a fixed level or a custom role. */
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

/** The role of a member of an organization or a space. */
export const sentMemberRole = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("PREDEFINED"), name: z.enum(memberLevels) }),
  sentCustomRole,
]);
export type SentMemberRole = z.output<typeof sentMemberRole>;

export function toPredefined<Level extends string>(name: Level): { readonly type: "PREDEFINED"; readonly name: Level } {
  return { type: "PREDEFINED", name };
}

/** A body whose members are all optional, but that needs at least one. */
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
  /** Only on a newer page of the vendor. */
  error_code: z.string().optional(),
});
export type Problem = z.output<typeof problem>;
