import type { Conversation, OwnComment } from "./host.ts";

/** Of which stack a comment is, and when its plan was made or its account was read. */
interface Marker {
  /** Which command made it: each has its own comment. */
  readonly kind: string;
  readonly stack: string;
  /** Milliseconds; null if the report does not tell. */
  readonly at: number | null;
}

/** Clocks of two runners differ by less. */
const clockError = 60 * 60 * 1_000;

/** What a report begins with; null for another text. */
function readMarker(text: string): Marker | null {
  const [, kind, stack, time] =
    /^<!-- latchkey:(review|drift) stack=([\da-f]{16})(?: at=(\S{1,40}))? -->/.exec(text) ?? [];
  if (kind === undefined || stack === undefined) return null;
  const at = Date.parse(time ?? "");
  return { kind, stack, at: Number.isNaN(at) ? null : at };
}

/** @throws Error for what cannot be told from an older one */
function requireMarker(text: string, now: number): Marker & { readonly at: number } {
  const marker = readMarker(text);
  if (marker === null)
    throw new Error(
      "the text is no report: it does not begin with <!-- latchkey:review … -->. Make it: latchkey review PLAN --format markdown, or latchkey drift STATE --format markdown",
    );
  const { at } = marker;
  if (at === null)
    throw new Error(
      "the report does not say when it is from, so that it could replace a newer one. Make it of a plan: terraform show -json PLANFILE",
    );
  if (at > now + clockError) throw new Error(`the report is from ${new Date(at).toISOString()}, which is not yet`);
  return { ...marker, at };
}

/** What was written. `kept`: a comment of a newer plan is there. */
export type Outcome = "created" | "updated" | "kept";

interface Found {
  readonly comment: OwnComment;
  readonly at: number;
}

/** Comments for one stack, newest plan first. One from the future holds nothing back. */
function listSame(all: readonly OwnComment[], { kind, stack }: Marker, now: number): readonly Found[] {
  const found = all.flatMap((comment) => {
    const marker = readMarker(comment.text);
    if (marker?.stack !== stack || marker.kind !== kind) return [];
    const { at } = marker;
    return [{ comment, at: at === null || at > now + clockError ? Number.NEGATIVE_INFINITY : at }];
  });
  return found.toSorted((a, b) => b.at - a.at);
}

/** Writes a report into the one comment for its stack, unless that is of a newer plan. @throws Error if it cannot */
export async function writeSticky(text: string, { list, create, update }: Conversation, now: number): Promise<Outcome> {
  const marker = requireMarker(text, now);
  const [newest] = listSame(await list(), marker, now);
  if (newest === undefined) {
    await create(text);
    return "created";
  }
  if (newest.at > marker.at) return "kept";
  await update(newest.comment.id, text);
  return "updated";
}
