import { spellNoun } from "#access/model/nouns/object-name.ts";
import { quoteLine } from "#access/schema/shown-text.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { nounDefinition } from "#vendors/definitions.ts";
import { createAskerTest } from "../drift/asker.ts";
import { type Management, ManagedObjects } from "../drift/managed.ts";
import { findNearNames } from "#access/schema/near-names.ts";
import { isPatternTooLong, matchesPattern, mostStars } from "../targets/name-pattern.ts";
import { AccountIndex, readName } from "./account-index.ts";
import { type AdoptedAccount, describeObject, isAdoptable, type LeftOut } from "./adoption.ts";
import { writeImportId } from "../import-id.ts";

/** Which objects are asked for: all of a noun, or those whose names fit a pattern. */
export interface WantedObjects {
  readonly type: string;
  /** Null for all. */
  readonly pattern: string | null;
}

/** @param text KIND or KIND:PATTERN @throws Error that says what is accepted */
export function parseWanted(text: string): WantedObjects {
  const [, kind = text, pattern = null] = /^([^:]*):(.*)$/s.exec(text) ?? [];
  if (pattern?.trim() === "" || kind === "")
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

/** What a person would take for the pattern, of all objects of the noun. */
function listNear({ type, pattern }: WantedObjects, instances: readonly Instance[], index: AccountIndex): string {
  const names = instances.filter((one) => one.type === type).flatMap((one) => listNames(one, index));
  const near = findNearNames((pattern ?? "").replaceAll("*", ""), names).map((name) => `"${quoteLine(name, 100)}"`);
  return near.length === 0 ? "" : ` Did you mean ${near.join(" or ")}?`;
}

/** @throws Error for a pattern that means nothing */
function checkMeant({ facts, instances, blind }: AdoptedAccount, wanted: readonly WantedObjects[]): void {
  const index = new AccountIndex(instances);
  for (const one of wanted) {
    const found = instances.filter((instance) => one.pattern !== null && isWanted(instance, [one], index));
    if (one.pattern === null || found.some((instance) => instance.isBeside === true || isAdoptable(instance, facts)))
      continue;
    const pattern = quoteLine(one.pattern, 100);
    const noun = spellNoun(one.type);
    if (found.length > 0) {
      throw new Error(
        `--only: every ${noun} that is called "${pattern}" is ${facts.title}'s own, and no code manages it.`,
      );
    }
    const seen = blind.length === 0 ? "" : ` among what could be seen. ${blind[0] ?? ""}`;
    throw new Error(
      `--only: no ${noun} is called "${pattern}"${seen === "" ? "." : seen}${listNear(one, instances, index)}`,
    );
  }
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
  const spell = ({ type, state }: Instance): string => JSON.stringify([type, state["id"]]);
  const made = new Set(instances.filter(({ isBeside }) => isBeside !== true).map(spell));
  const unmade = instances.filter((one) => {
    // What is told beside an object that is there is a part of it.
    const isTold = one.isBeside === true && one.kind === "resource" && !made.has(spell(one));
    return isTold && Object.hasOwn(facts.nouns, one.type);
  });
  const reason = `${facts.title} has none, and gives what it gives without one, so that nothing can be imported. Write it, and the first apply makes it.`;
  return unmade.filter(isAsked).map((one) => ({ title: describeObject(one), reason }));
}

function explainAsker(instance: Instance): string {
  const importId = writeImportId(instance);
  const importSentence = importId === null ? "" : ` Its import ID is ${quoteLine(importId, 200)}.`;
  return `It belongs to the token that asked: destroying a stack that has it would lock out whoever deploys.${importSentence}`;
}

/**
 * The objects of an account that are asked for and that no state manages. What the token itself is stays out.
 * @param managed the objects of all states
 * @throws Error for a pattern that means nothing
 */
export function chooseObjects(
  account: AdoptedAccount,
  wanted: readonly WantedObjects[],
  managed: readonly Instance[],
): ChosenObjects {
  checkMeant(account, wanted);
  const { facts, instances, askedBy } = account;
  const index = new AccountIndex(instances);
  const isAsker = createAskerTest(askedBy === null ? [] : [askedBy]);
  const states = new ManagedObjects(managed, instances);
  const asked = instances.filter((one) => isAdoptable(one, facts) && isWanted(one, wanted, index));
  const isOpen = (one: Instance): boolean => isWanted(one, wanted, index) && states.find(one).kind === "unmanaged";
  const unmade = listUnmade(account, isOpen);
  const chosen: Instance[] = [];
  const leftOut: LeftOut[] = [];
  for (const one of asked) {
    const found = findReason(states.find(one));
    const reason = found === undefined && isAsker(one) ? explainAsker(one) : found;
    if (reason === undefined) chosen.push(one);
    else if (reason !== null) leftOut.push({ title: describeObject(one), reason });
  }
  const count = asked.length - chosen.length - leftOut.length;
  return { chosen, leftOut: [...leftOut, ...unmade], managed: count };
}
