import type { Graph } from "#access/graph/graph.ts";
import { AccountChooser, type VendorChoice } from "../accounts.ts";
import type { AccessChange } from "../change/access-change.ts";
import { type NamedSides, openChange } from "../change/open-change.ts";
import { openPair } from "../change/open-pair.ts";
import { qualifyAddress } from "../change/qualify.ts";
import type { GivenFiles } from "../change/open-change.ts";
import { readSides } from "../read-source.ts";
import type { JsonObject, Reading } from "../source.ts";
import { type BuiltStack, nothing } from "./built-stack.ts";
import { openBuilt, readBuilt } from "./open-built.ts";
import { recognizeObjects } from "./recognize.ts";
import type { PlacedAddress } from "./write-place.ts";

/** A stack that can say where its code is. */
export interface LocatedStack extends BuiltStack {
  locate(address: string): PlacedAddress | undefined;
}

/** Something that says who has which access: stacks of this process, or a document of any kind that the review reads. */
export type AccessInput =
  | { readonly kind: "stacks"; readonly stacks: readonly LocatedStack[] }
  | { readonly kind: "document"; readonly name: string; readonly document: string | JsonObject };

/** Who may do what, were the input deployed as it is. */
export interface BuiltAccess {
  readonly input: AccessInput;
  readonly graph: Graph;
  readonly change: AccessChange;
}

/** @throws SourceError for a document that cannot be read */
function readInput(input: AccessInput, vendors: readonly VendorChoice[] = []): readonly NamedReading[] {
  if (input.kind === "stacks") {
    return input.stacks.map((stack) => ({ name: stack.name, reading: readBuilt(stack, new AccountChooser(vendors)) }));
  }
  return [{ name: input.name, reading: readSides(input.document, { vendors }).after }];
}

interface NamedReading {
  readonly name: string;
  readonly reading: Reading;
}

/** @throws SourceError for a document that cannot be read */
export function openInput(input: AccessInput, at: string, given: GivenFiles = {}): AccessChange {
  if (input.kind === "stacks") return openBuilt(input.stacks, { at, ...given });
  const documents = readInput(input).map((one) => openPair({ name: one.name, reading: nothing }, one));
  return openChange(documents, at, given);
}

/** @throws SourceError for a document that cannot be read */
export function openAccess(input: AccessInput, at: string): BuiltAccess {
  const change = openInput(input, at);
  return { input, change, graph: change.after.graph };
}

/** Where nothing says which endpoint an account has, it is taken to be that of the baseline's only account of the vendor. */
function chooseLike(readings: readonly NamedReading[]): readonly VendorChoice[] {
  const accounts = readings.flatMap(({ reading }) => reading.instances.map(({ account }) => account));
  const endpoints = new Map<string, Set<string>>();
  for (const { vendor, endpoint } of accounts) {
    if (endpoint !== null) endpoints.set(vendor, (endpoints.get(vendor) ?? new Set()).add(endpoint));
  }
  return [...endpoints].flatMap(([vendor, [endpoint = "", ...others]]) =>
    others.length === 0 ? [{ address: null, vendor, endpoint }] : [],
  );
}

/** One document for all of some readings. */
function joinReadings(name: string, all: readonly NamedReading[]): NamedReading {
  return all.find((one) => one.name === name) ?? { name, reading: nothing };
}

function openRecognized(before: NamedReading, after: NamedReading): NamedSides {
  const known = recognizeObjects({ before: before.reading.instances, after: after.reading.instances });
  return openPair(
    { ...before, reading: { ...before.reading, instances: known.before } },
    { ...after, reading: { ...after.reading, instances: known.after } },
  );
}

/**
 * What changes from a baseline to an input. Stacks are compared by their names; a single one is compared with whatever the
 * baseline is.
 * @throws SourceError for what cannot be read, or is of another account
 */
export function openComparison(baseline: AccessInput, input: AccessInput, at: string): AccessChange {
  const before = readInput(baseline);
  const after = readInput(input, chooseLike(before));
  const [onlyBefore, ...othersBefore] = before;
  const [onlyAfter, ...othersAfter] = after;
  if (onlyBefore !== undefined && onlyAfter !== undefined && othersBefore.length + othersAfter.length === 0) {
    const isSame = onlyBefore.name === onlyAfter.name;
    return openChange([openRecognized(isSame ? { ...onlyBefore, name: "the baseline" } : onlyBefore, onlyAfter)], at);
  }
  const names = [...new Set([...before, ...after].map(({ name }) => name))];
  const pairs = names.map((name) => openRecognized(joinReadings(name, before), joinReadings(name, after)));
  return openChange(pairs, at);
}

/** Where the code of an address is, with the name of its stack before it where there are several. */
export function locate({ input }: Pick<BuiltAccess, "input">, address: string): PlacedAddress | undefined {
  if (input.kind === "document") return undefined;
  const [only, ...others] = input.stacks;
  if (others.length === 0) return only?.locate(address);
  for (const { name, locate: find } of input.stacks) {
    const prefix = qualifyAddress("", name);
    const found = address.startsWith(prefix) ? find(address.slice(prefix.length)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
