import { PrivateState } from "./private-state.ts";

// Terraform plans a replacement twice: the change of the object, and then its successor, with the private state that the
// first plan returned. Nothing else tells a successor from a new object.
const key = "plan:successor";

/** Adds a note for the plan of the successor to the private state of a planned change. */
export function addNote(bytes: Uint8Array, note: string | undefined): Uint8Array {
  if (note === undefined) return bytes;
  const kept = PrivateState.decode(bytes);
  kept.set(key, note);
  return kept.encode();
}

/** The note of the plan of the object that a planned creation replaces; undefined if it replaces none. */
export function readNote(bytes: Uint8Array): string | undefined {
  const note = PrivateState.decode(bytes).get(key);
  return typeof note === "string" ? note : undefined;
}

/** Removes the note, which is about one plan, before the private state is stored. */
export function dropNote(kept: PrivateState): void {
  kept.delete(key);
}
