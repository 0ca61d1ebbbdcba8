import { compareRights, type RightChange } from "#access/graph/difference.ts";
import { matchNodes } from "#access/graph/matching.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { keyOfRight } from "#access/model/statements/right.ts";
import type { AccessChange } from "../../change/access-change.ts";
import type { Reference } from "../../context/context.ts";
import { defineFinding, type Matter } from "../definition.ts";
import { listGains } from "../shared/gains.ts";
import { nameSubject, writeRights } from "../shared/words.ts";

type Exceeding = ReadonlyMap<NodeId, readonly RightChange[]>;

/** What each subject may do after the change, and may not by the reference. */
function findExceeding({ after }: AccessChange, { graph }: Reference): Exceeding {
  const { subjects } = compareRights(graph, after.graph, matchNodes(graph, after.graph));
  return new Map(
    subjects.flatMap((one) => (one.after === null || one.mayGain.length === 0 ? [] : [[one.after, one.mayGain]])),
  );
}

function listKeys(rights: readonly RightChange[]): ReadonlySet<string> {
  return new Set(rights.map(({ right }) => keyOfRight(right)));
}

function describe({ name, takenAt }: Reference): string {
  return takenAt === null ? name : `${name} of ${takenAt.slice(0, 10)}`;
}

/** What the change itself gives beyond the reference. */
function listIntroduced(change: AccessChange, reference: Reference, exceeding: Exceeding): readonly Matter[] {
  const { graph } = change.after;
  return listGains(change).flatMap(({ subject, source, path, rights }) => {
    const beyond = listKeys(exceeding.get(subject) ?? []);
    const held = rights.map(({ right }) => right).filter((right) => beyond.has(keyOfRight(right)));
    if (held.length === 0) return [];
    return [
      {
        subject,
        address: source?.address ?? null,
        message: `${nameSubject(graph, subject)} may newly ${writeRights(graph, held)}, which goes beyond ${describe(reference)}.`,
        because: path?.causes ?? [],
        isIntroduced: true,
      },
    ];
  });
}

/** What goes beyond the reference already. */
function listFormer(change: AccessChange, reference: Reference, exceeding: Exceeding): readonly Matter[] {
  const { graph } = change.after;
  const gained = new Map(change.difference.subjects.map((one) => [one.after, listKeys(one.mayGain)]));
  return [...exceeding].flatMap(([subject, rights]) => {
    const isNew = gained.get(subject) ?? new Set();
    const held = rights.map(({ right }) => right).filter((right) => !isNew.has(keyOfRight(right)));
    const [first] = held;
    if (first === undefined) return [];
    const address = graph.nodes.get(subject)?.refs.find(({ kind }) => kind === "address")?.text ?? null;
    return [
      {
        subject,
        address,
        about: ["before"],
        message: `${nameSubject(graph, subject)} may already ${writeRights(graph, held)}, which goes beyond ${describe(reference)}.`,
        because: first.paths[0]?.causes ?? [],
        isIntroduced: false,
      },
    ];
  });
}

export const finding = defineFinding({
  code: "LK110",
  name: "reference-exceeded",
  severity: "error",
  score: 8,
  summary: "Somebody may do more than the reference allows",
  explanation:
    "`--no-new-access` names a snapshot that was approved. After the change, somebody may do something that nobody could who is the same there: by id, else by name. What was so before the change is listed, and is not new. Keys are no access of their own here: whose rights they open is what counts.",
  fix: "Take it out of the change. If it is meant, have it approved, and use a snapshot as the reference that has it.",
  covers: ["LK101"],
  isAboutEverybody: true,
  find(change) {
    const { reference } = change;
    if (reference === null) return [];
    const exceeding = findExceeding(change, reference);
    return [...listIntroduced(change, reference, exceeding), ...listFormer(change, reference, exceeding)];
  },
});
