import type { Instance } from "#access/model/statements/instance.ts";
import type { Asker } from "#access/model/vendors/asker.ts";
import { classify } from "./classify.ts";

/** Tells the identity that asked, and what it holds. A role is everybody's. */
export function createAskerTest(askers: readonly Asker[]): (instance: Instance) => boolean {
  const ids = new Set(askers.flatMap((one) => (one.kind === "known" ? [one.id] : [])));
  return (instance) => {
    const { as, subject } = classify(instance);
    return as !== "role" && subject?.kind === "id" && ids.has(subject.text);
  };
}
