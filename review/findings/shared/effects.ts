import type { RightChange } from "#access/graph/difference.ts";
import type { AccessChange } from "../../change/access-change.ts";

export type Effect = "broadens" | "narrows" | "neither";

/** Which attributes of which addresses give or take something; null for a whole object. */
interface Effects {
  readonly gives: ReadonlySet<string>;
  readonly takes: ReadonlySet<string>;
}

const known = new WeakMap<AccessChange, Effects>();

function keyOf(address: string | null, attribute: string | null): string {
  return JSON.stringify([address, attribute]);
}

function listCauses(changes: readonly RightChange[]): readonly string[] {
  return changes.flatMap(({ right }) =>
    right.paths.flatMap(({ causes }) => causes.map(({ address, attribute }) => keyOf(address, attribute))),
  );
}

function index(change: AccessChange): Effects {
  const found = known.get(change);
  if (found !== undefined) return found;
  const { subjects, broadenings } = change.difference;
  const keys = broadenings.flatMap(({ credential }) =>
    credential === null ? [] : [keyOf(credential.cause.address, credential.cause.attribute)],
  );
  const effects: Effects = {
    gives: new Set([...subjects.flatMap(({ mayGain }) => listCauses(mayGain)), ...keys]),
    takes: new Set(subjects.flatMap(({ mayLose }) => listCauses(mayLose))),
  };
  known.set(change, effects);
  return effects;
}

/** What a change of one attribute, somewhere in the code, makes of who may do what. @param attribute in camelCase */
export function findEffect(change: AccessChange, address: string | null, attribute: string): Effect {
  const { gives, takes } = index(change);
  const keys = [keyOf(address, attribute), keyOf(address, null)];
  if (keys.some((key) => gives.has(key))) return "broadens";
  return keys.some((key) => takes.has(key)) ? "narrows" : "neither";
}
