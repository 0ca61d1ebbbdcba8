import { compareRights, type RightChange } from "#access/graph/difference.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { keyOfRight } from "#access/model/statements/right.ts";
import type { AccessChange } from "../../change/access-change.ts";
import type { Reference } from "../../context/context.ts";
import { defineFinding, type Matter } from "../definition.ts";
import { pickChangedPath, pickSource } from "../shared/gains.ts";
import { nameSubject, writeRights } from "../shared/words.ts";

/** Some rights of one subject that go beyond the reference. */
interface Exceeding {
  /** Of `Reference.after`. */
  readonly subject: NodeId;
  readonly isNew: boolean;
  readonly rights: readonly RightChange[];
}

function listKeys(rights: readonly RightChange[]): ReadonlySet<string> {
  return new Set(rights.map(({ right }) => keyOfRight(right)));
}

/** What each subject may do after the change, and may not by the reference: what the change gives, and what was so before. */
function listExceeding({ graph, after, matching, difference, namesakes }: Reference): readonly Exceeding[] {
  const gained = new Map(difference.subjects.map((one) => [one.after, listKeys(one.mayGain)]));
  return compareRights(graph, after, matching).subjects.flatMap(({ after: subject, mayGain }) => {
    if (subject === null) return [];
    const own = gained.get(subject);
    const isNew = ({ right }: RightChange): boolean => namesakes.has(subject) || own?.has(keyOfRight(right)) === true;
    const parts = [
      { subject, isNew: true, rights: mayGain.filter(isNew) },
      { subject, isNew: false, rights: mayGain.filter((one) => !isNew(one)) },
    ];
    return parts.filter(({ rights }) => rights.length > 0);
  });
}

function describe({ name, takenAt }: Reference): string {
  return takenAt === null ? name : `${name} of ${takenAt.slice(0, 10)}`;
}

/** The subject in the change itself; null if only the reference has it. */
function findOwn({ after: { graph } }: AccessChange, subject: NodeId, { after }: Reference): NodeId | null {
  for (const ref of after.nodes.get(subject)?.refs ?? []) {
    const own = graph.nodes.findRef(ref);
    if (own !== undefined && graph.nodes.get(own)?.as !== null) return own;
  }
  return null;
}

/** By what gives it: of what was so before, once. */
function groupBySource({ isNew, rights }: Exceeding): readonly (readonly RightChange[])[] {
  if (!isNew) return [rights];
  const groups = new Map<string, RightChange[]>();
  for (const one of rights) {
    const source = pickSource(pickChangedPath(one.right.paths));
    const key = JSON.stringify([source?.address, source?.type]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function describeExceeding(change: AccessChange, reference: Reference, exceeding: Exceeding): readonly Matter[] {
  const { subject, isNew } = exceeding;
  const { after, namesakes } = reference;
  const own = findOwn(change, subject, reference);
  const node = { subject: own ?? subject, side: own === null ? "reference" : "after" } as const;
  const place = after.nodes.get(subject)?.refs.find(({ kind }) => kind === "address")?.text ?? null;
  const name = nameSubject(after, subject);
  const who = namesakes.has(subject) ? `${name}, which is not the one of this name there,` : name;
  return groupBySource(exceeding).map((rights): Matter => {
    const path = pickChangedPath(rights[0]?.right.paths ?? []);
    const held = writeRights(
      after,
      rights.map(({ right }) => right),
    );
    const matter = {
      ...node,
      message: `${who} may ${isNew ? "newly" : "already"} ${held}, which goes beyond ${describe(reference)}.`,
      because: path?.causes ?? [],
      isIntroduced: isNew,
    };
    if (!isNew) return { ...matter, address: place, about: ["before"] };
    return { ...matter, address: pickSource(path)?.address ?? null };
  });
}

export const finding = defineFinding({
  code: "LK110",
  name: "reference-exceeded",
  severity: "error",
  score: 8,
  summary: "Somebody may do more than the reference allows",
  explanation:
    "`--no-new-access` names a snapshot that was approved. After the change, somebody may do something that nobody could who is the same there. Accounts and groups are the same by id, or by being replaced at their address; a name alone proves nothing. Holders whom only the snapshot has count too. What was so before the change is listed, and is not new. Keys are no access of their own here: whose rights they open is what counts.",
  fix: "Take it out of the change. If it is meant, have it approved, and use a snapshot as the reference that has it.",
  covers: ["LK101"],
  isAboutEverybody: true,
  find(change) {
    const { reference } = change;
    if (reference === null) return [];
    return listExceeding(reference).flatMap((one) => describeExceeding(change, reference, one));
  },
});
