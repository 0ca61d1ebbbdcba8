import { z } from "zod";
import { pageSize } from "#vendors/arize/facts/data/limits.ts";
import { invalid } from "./errors.ts";
import { compareIds, parseObjectId } from "./ids.ts";

/** What every list takes. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(pageSize.max).default(pageSize.default),
  cursor: z.string().optional(),
};

export interface Asked {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly pagination: { readonly has_more: boolean; readonly next_cursor?: string };
}

interface Identified {
  readonly id: string;
}

function readCursor(cursor: string): string {
  const id = Buffer.from(cursor, "base64url").toString("utf8");
  if (parseObjectId(id) === undefined) throw invalid("cursor: it is none of this API's");
  return id;
}

// The cursor names the last row that was given, not how many were: a row that goes in between must hide no other.
function cutPage<Row extends Identified>(ordered: readonly Row[], { limit }: Asked): Page<Row> {
  const rows = ordered.slice(0, limit);
  const last = rows.at(-1);
  if (last === undefined || ordered.length <= limit) return { rows, pagination: { has_more: false } };
  return { rows, pagination: { has_more: true, next_cursor: Buffer.from(last.id).toString("base64url") } };
}

/** One page, the oldest first. Throws 400 for a cursor that is none. */
export function takePage<Row extends Identified>(rows: readonly Row[], asked: Asked): Page<Row> {
  const after = asked.cursor === undefined ? undefined : readCursor(asked.cursor);
  const left = after === undefined ? [...rows] : rows.filter(({ id }) => compareIds(id, after) > 0);
  return cutPage(
    left.sort((one, other) => compareIds(one.id, other.id)),
    asked,
  );
}

/** As `page`, the newest first. */
export function takeNewestPage<Row extends Identified>(rows: readonly Row[], asked: Asked): Page<Row> {
  const before = asked.cursor === undefined ? undefined : readCursor(asked.cursor);
  const left = before === undefined ? [...rows] : rows.filter(({ id }) => compareIds(id, before) < 0);
  return cutPage(
    left.sort((one, other) => compareIds(other.id, one.id)),
    asked,
  );
}
