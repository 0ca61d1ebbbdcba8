import { anyName } from "#vendors/bigeye/facts/data/limits.ts";
import { invalid } from "./errors.ts";

/** Throws 400 for a name that the vendor does not take; `what` says whose name it is. */
export function checkName(what: string, name: string): void {
  if (!anyName.pattern.test(name)) throw invalid(`the ${what}'s name must be ${anyName.says}`);
}
