import type { FillUnknown } from "#access/schema/decode-record.ts";
import { unknown } from "#access/schema/unknown.ts";
import { Link } from "#access/model/statements/link.ts";
import { dropIndexes } from "../addresses.ts";
import type { Configuration, Written } from "./configuration.ts";
import type { Target } from "./follow.ts";
import { fitsPattern, splitAddress } from "./traversal.ts";

/** Addresses of objects, by what they are called without indexes. */
export type AddressIndex = ReadonlyMap<string, ReadonlySet<string>>;

export function indexAddresses(addresses: Iterable<string>): AddressIndex {
  const found = new Map<string, Set<string>>();
  for (const address of addresses) {
    const plain = dropIndexes(address);
    const all = found.get(plain);
    if (all === undefined) found.set(plain, new Set([address]));
    else all.add(address);
  }
  return found;
}

/** What a plan needs to find what an unknown id belongs to. */
export interface Linking {
  readonly configuration: Configuration;
  readonly addresses: AddressIndex;
  /** Called with the argument of each id that is taken for one of those that its expression refers to. */
  onLink(argument: string): void;
}

/** Fills what is not known, and says of which arguments it cannot tell what they refer to. */
export interface Filler {
  readonly fillUnknown: FillUnknown;
  /** By argument, while records are decoded: why it may be anything. Parts of sentences. */
  readonly doubts: ReadonlyMap<string, string>;
}

function findAddresses({ pattern }: Target, addresses: AddressIndex): readonly string[] {
  const plain = pattern.map(({ name }) => name).join(".");
  return [...(addresses.get(plain) ?? [])].filter((address) => fitsPattern(splitAddress(address) ?? [], pattern));
}

/**
 * Finds the objects that an unknown id belongs to. A plan lists what a whole argument refers to, and not which part of it:
 * each part is bounded by all objects of the kind that it can name.
 */
export function createFiller(written: Written, { configuration, addresses, onLink }: Linking): Filler {
  const doubts = new Map<string, string>();
  const find = (argument: string, refersTo: string | undefined): unknown => {
    const followed = configuration.followArgument(written, argument);
    if (followed.kind === "unsaid") return unknown;
    if (followed.kind === "doubt") {
      doubts.set(argument, followed.because);
      return unknown;
    }
    const fitting = followed.targets.filter(({ noun }) => refersTo === undefined || noun === refersTo);
    const found = fitting.map((target) => findAddresses(target, addresses));
    // One that is not there could be the very one.
    if (found.length === 0 || found.some((all) => all.length === 0)) {
      doubts.set(argument, "what it refers to is not in the plan");
      return unknown;
    }
    onLink(argument);
    return new Link(found.flat());
  };
  // Each element of a list asks about the same expression.
  const seen = new Map<string, unknown>();
  return {
    doubts,
    fillUnknown({ path, refersTo }) {
      const [argument = ""] = path.split(/[.[]/, 1);
      const key = JSON.stringify([argument, refersTo]);
      if (!seen.has(key)) seen.set(key, find(argument, refersTo));
      return seen.get(key);
    },
  };
}
