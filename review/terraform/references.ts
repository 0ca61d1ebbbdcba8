import { Link } from "#access/model/statements/link.ts";
import { unknown } from "#access/schema/unknown.ts";
import type { FillUnknown } from "#access/schema/decode-record.ts";
import { dropIndexes, nounOf } from "../addresses.ts";
import type { Configuration, Written } from "./configuration.ts";

/** Addresses of objects, by what they are called without indexes. */
export type AddressIndex = ReadonlyMap<string, readonly string[]>;

export function indexAddresses(addresses: Iterable<string>): AddressIndex {
  const found = new Map<string, string[]>();
  for (const address of new Set(addresses)) {
    const plain = dropIndexes(address);
    const all = found.get(plain);
    if (all === undefined) found.set(plain, [address]);
    else all.push(address);
  }
  return found;
}

interface Target {
  /** `access_role.ferry` or `data.access_role.ferry`, as its own module calls it. */
  readonly base: string;
  readonly noun: string | undefined;
  readonly rest: string;
}

const withoutValue = /^(?:each|count|path|terraform)\./;

function readTarget(reference: string): Target | undefined {
  const parts = dropIndexes(reference).split(".");
  const isData = parts[0] === "data";
  const length = isData ? 3 : 2;
  if (parts.length < length) return undefined;
  const noun = nounOf(parts[length - 2] ?? null);
  return { base: parts.slice(0, length).join("."), noun, rest: parts.slice(length).join(".") };
}

/** The objects whose ids an argument is made of; undefined if it may be made of anything else. */
function listTargets(references: readonly string[]): readonly Target[] | undefined {
  const targets = references.filter((one) => !withoutValue.test(one)).map(readTarget);
  const found = targets.filter((one) => one !== undefined);
  const isOfIds = found.every(({ noun, rest }) => noun !== undefined && (rest === "" || rest === "id"));
  return found.length === targets.length && found.length > 0 && isOfIds ? found : undefined;
}

/** What a plan needs to find what an unknown id belongs to. */
export interface Linking {
  readonly configuration: Configuration;
  readonly addresses: AddressIndex;
  /** Called with the argument of each id that is taken for one of those that its expression refers to. */
  onLink(argument: string): void;
}

/**
 * Finds the objects that an unknown id belongs to. A plan lists what a whole argument refers to, and not which part of it:
 * each part is bounded by all objects of the kind that it can name.
 */
export function createFiller(written: Written, { configuration, addresses, onLink }: Linking): FillUnknown {
  return ({ path, refersTo }) => {
    const [argument = ""] = path.split(/[.[]/, 1);
    const targets = listTargets(configuration.findReferences(written, argument) ?? []);
    if (targets === undefined) return unknown;
    const fitting = targets.filter(({ noun }) => refersTo === undefined || noun === refersTo);
    const inside = written.moduleAddress === null ? "" : `${written.moduleAddress}.`;
    const plain = fitting.map(({ base }) => `${dropIndexes(inside)}${base}`);
    const found = plain.map((one) => (addresses.get(one) ?? []).filter((address) => address.startsWith(inside)));
    // One that is not there could be the very one.
    if (found.length === 0 || found.some((all) => all.length === 0)) return unknown;
    onLink(argument);
    return new Link(found.flat());
  };
}
