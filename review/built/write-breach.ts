import { quoteLine } from "#access/schema/shown-text.ts";
import type { Breach, VoidWaiver } from "./breach.ts";
import { type PlacedAddress, writePlace } from "./write-place.ts";

/** A sentence, in which names come from outside. */
const tell = (text: string): string => quoteLine(text, 1_000);

const lastPart = /\/[^/]+$/;

/** The construct that users have: the block itself is a child of it, unless it is directly in the stack. */
function findOwner({ path }: PlacedAddress, stacks: readonly string[]): string {
  const owner = path.replace(lastPart, "");
  return stacks.includes(owner) ? path : owner;
}

/** What a variable may be called that holds a construct. */
function toVariable(path: string): string {
  const [first = "", ...words] = (path.split("/").at(-1) ?? "").match(/[A-Za-z0-9]+/g) ?? [];
  const name = [first, ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join("");
  return /^[A-Za-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : "construct";
}

function writeAcceptance({ code, waiver }: Breach, owner: string): readonly string[] {
  if (waiver === null) return [];
  const subject = waiver.subject === null ? "" : `, subject: ${JSON.stringify(waiver.subject)}`;
  const props = `{ reason: "…", until: "${waiver.until}"${subject} }`;
  return [`To accept it at ${tell(owner)}: Review.of(${toVariable(owner)}).accept("${code}", ${props});`];
}

const faults: Readonly<Record<VoidWaiver["fault"], string>> = {
  expired: "its end is over",
  tooFar: "its end is more than a year ahead",
  withoutReason: "its reason has less than 10 characters",
  notApproved: "nobody approved it",
  unmatched: "it means nothing",
  otherSubject: "its `subject` is not the one of this finding",
};

function writeRefused({ until, by, fault }: VoidWaiver): string {
  return `It is accepted by ${tell(by)} until ${String(until)}, which does not count: ${faults[fault]}.`;
}

/** What a finding is written with. */
export interface WritingContext {
  /** The paths of the stacks. */
  readonly stacks: readonly string[];
  locate(address: string): PlacedAddress | undefined;
}

/** A finding in the words of the review: where it is, what to do, and what accepts it. Lines. */
export function writeBreach(breach: Breach, { stacks, locate }: WritingContext): readonly string[] {
  const [place] = breach.addresses.flatMap((address) => locate(address) ?? []);
  const lines = [
    ...(place === undefined ? breach.addresses.slice(0, 1).map((address) => `at ${tell(address)}`) : []),
    ...(place === undefined ? [] : [`at ${writePlace(place)}`]),
    `Fix: ${tell(breach.fix)}`,
    ...(breach.refused === null ? [] : [writeRefused(breach.refused)]),
    ...(place === undefined ? [] : writeAcceptance(breach, findOwner(place, stacks))),
  ];
  return [`${breach.code} ${breach.name}: ${tell(breach.message)}`, ...lines.map((line) => `    ${line}`)];
}
