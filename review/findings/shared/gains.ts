import type { RightChange, SubjectDifference } from "#access/graph/difference.ts";
import type { Path } from "#access/graph/effective.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import type { Cause } from "#access/model/statements/instance.ts";
import type { AccessChange } from "../../change/access-change.ts";
import { isChangedPath, isChanging } from "../../change/happenings.ts";

/** What one subject comes to by one object of the change. */
export interface Gain {
  readonly subject: NodeId;
  readonly difference: SubjectDifference;
  /** The object that gives it: of its causes, the one that changes. */
  readonly source: Cause | undefined;
  readonly path: Path | undefined;
  readonly rights: readonly RightChange[];
}

/** The way to a right that the change makes, if there is one. */
export function pickChangedPath(paths: readonly Path[]): Path | undefined {
  return paths.find(isChangedPath) ?? paths[0];
}

/** Of the causes, the last one that changes: the object that a reviewer looks at. */
export function pickSource(path: Path | undefined): Cause | undefined {
  const causes = path?.causes ?? [];
  return causes.findLast(isChanging) ?? causes[0];
}

/** What may be gained, by subject and by what gives it. */
export function listGains({ difference }: AccessChange): readonly Gain[] {
  return difference.subjects.flatMap((one) => {
    const groups = new Map<string, { source: Cause | undefined; path: Path | undefined; rights: RightChange[] }>();
    for (const change of one.mayGain) {
      const path = pickChangedPath(change.right.paths);
      const source = pickSource(path);
      const key = JSON.stringify([source?.address, source?.type]);
      const group = groups.get(key) ?? { source, path, rights: [] };
      group.rights.push(change);
      groups.set(key, group);
    }
    const subject = one.after ?? one.before ?? "";
    return [...groups.values()].map((group): Gain => ({ subject, difference: one, ...group }));
  });
}
