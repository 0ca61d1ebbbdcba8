import type { Instance } from "#access/model/statements/instance.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { nounDefinition } from "#vendors/definitions.ts";
import { type Management, ManagedObjects } from "../drift/managed.ts";
import { findNearNames } from "../near-names.ts";
import { isPatternTooLong, matchesPattern, mostStars } from "../targets/name-pattern.ts";
import { AccountIndex, readName } from "./account-index.ts";
import { type AdoptedAccount, describeObject, isAdoptable, type LeftOut } from "./adoption.ts";

/** Which objects are asked for: all of a noun, or those whose names fit a pattern. */
export interface WantedObjects {
  readonly type: string;
  /** Null for all. */
  readonly pattern: string | null;
}

/** @param text KIND or KIND:PATTERN @throws Error that says what is accepted */
export function parseWanted(text: string): WantedObjects {
  const [, kind = text, pattern = null] = /^([^:]*):(.*)$/s.exec(text) ?? [];
  if (pattern === "" || kind === "")
    throw new Error(`expected KIND or KIND:PATTERN, such as role or key:ci-*, and received "${text}"`);
  if (pattern !== null && isPatternTooLong(pattern))
    throw new Error(`a pattern has at most ${mostStars} of *, and "${pattern}" has more`);
  return { type: kind.replaceAll("-", "_"), pattern };
}

/** @throws Error for a noun that the vendor does not have */
export function checkWanted(wanted: readonly WantedObjects[], { title, nouns }: VendorFacts): void {
  const known = Object.keys(nouns).toSorted();
  const strange = wanted.find(({ type }) => !known.includes(type));
  if (strange === undefined) return;
  const near = findNearNames(strange.type, known);
  const hint = near.length === 0 ? "" : ` Did you mean ${near.join(" or ")}?`;
  throw new Error(`${title} has no ${strange.type}: use one of ${known.join(", ")}.${hint}`);
}

/** The names by which people would ask for an object: its own, or those of what it is between. */
function listNames(instance: Instance, index: AccountIndex): readonly string[] {
  const { type, state } = instance;
  const own = readName(instance);
  if (own !== null) return [own];
  return Object.entries(nounDefinition(type).attributes).flatMap(([name, { facts }]) => {
    const id = state[name];
    const found = facts.refersTo === undefined || typeof id !== "string" ? undefined : index.find(facts.refersTo, id);
    return found === undefined ? [] : (readName(found) ?? []);
  });
}

function isWanted(instance: Instance, wanted: readonly WantedObjects[], index: AccountIndex): boolean {
  if (wanted.length === 0) return true;
  return wanted.some(({ type, pattern }) => {
    if (type !== instance.type) return false;
    return pattern === null || listNames(instance, index).some((name) => matchesPattern(name, pattern));
  });
}

/** Why an object that could be adopted is not to be; undefined if it is to be, null if that goes without saying. */
function findReason(management: Management): string | null | undefined {
  switch (management.kind) {
    case "unmanaged":
      return undefined;
    case "builtIn":
    case "managed":
    case "said":
      return null;
    case "excluded":
      return `${management.by.address ?? "A list in a state"} lists all of its kind, and does not have it: the next apply takes it away. Add it there, or let it go.`;
    case "delegated":
      return `${management.by.address ?? "A state"} leaves such to their holders.`;
  }
}

export interface ChosenObjects {
  /** To be adopted. */
  readonly chosen: readonly Instance[];
  readonly leftOut: readonly LeftOut[];
  /** How many states manage already, of those that are asked for. */
  readonly managed: number;
}

/** Why what gives access cannot be imported: it has no object at the vendor, and code would make one. */
function listUnmade({ facts, instances }: AdoptedAccount, isAsked: (one: Instance) => boolean): readonly LeftOut[] {
  const unmade = instances.filter(({ kind, type, isBeside }) => {
    return isBeside === true && kind === "resource" && Object.hasOwn(facts.nouns, type);
  });
  const reason = `${facts.title} has none, and gives what it gives without one, so that nothing can be imported. Write it, and the first apply makes it.`;
  return unmade.filter(isAsked).map((one) => ({ title: describeObject(one), reason }));
}

/** The objects of an account that are asked for and that no state manages. @param managed the objects of all states */
export function chooseObjects(
  account: AdoptedAccount,
  wanted: readonly WantedObjects[],
  managed: readonly Instance[],
): ChosenObjects {
  const { facts, instances } = account;
  const index = new AccountIndex(instances);
  const states = new ManagedObjects(managed, instances);
  const asked = instances.filter((one) => isAdoptable(one, facts) && isWanted(one, wanted, index));
  const isOpen = (one: Instance): boolean => isWanted(one, wanted, index) && states.find(one).kind === "unmanaged";
  const unmade = listUnmade(account, isOpen);
  if (managed.length === 0) return { chosen: asked, leftOut: unmade, managed: 0 };
  const chosen: Instance[] = [];
  const leftOut: LeftOut[] = [];
  for (const one of asked) {
    const reason = findReason(states.find(one));
    if (reason === undefined) chosen.push(one);
    else if (reason !== null) leftOut.push({ title: describeObject(one), reason });
  }
  const count = asked.length - chosen.length - leftOut.length;
  return { chosen, leftOut: [...leftOut, ...unmade], managed: count };
}
