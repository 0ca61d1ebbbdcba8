import type { Context } from "../context/context.ts";
import { checkSamePair } from "../context/same-account.ts";
import { deriveNew } from "../remarks.ts";
import { deriveHappenings } from "./happenings.ts";
import { keepUnread } from "./keep-unread.ts";
import type { NamedSides } from "./open-change.ts";

/** Two documents that say what is, and not what happens, as one change. @throws SourceError, as `checkSamePair` */
export function openPair(before: Context, after: Context): NamedSides {
  const doubts = checkSamePair(before, after);
  const old = before.reading;
  const now = after.reading;
  const { remarks: were = [] } = old;
  const { remarks: are = [] } = now;
  const kept = keepUnread(old, now, { before: before.name, after: after.name });
  const reading = {
    ...now,
    instances: deriveHappenings(old.instances, [...now.instances, ...kept.instances]),
    remarks: deriveNew(are, were),
    blind: [...now.blind, ...doubts],
    assumptions: [...now.assumptions, ...kept.assumptions],
  };
  return { name: after.name, before: { ...old, remarks: deriveNew(were, are) }, after: reading };
}
