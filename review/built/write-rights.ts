import type { HeldRight } from "#access/graph/effective.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { quoteLine } from "#access/schema/shown-text.ts";
import { describeUnplaced } from "../report/unplaced.ts";
import { tellHeld, tellRights } from "../report/tell.ts";
import type { ToldCause, ToldRight, ToldRights } from "../report/review-report.ts";
import { type BuiltAccess, locate } from "./open-access.ts";
import { writePlace } from "./write-place.ts";

const say = (text: string): string => quoteLine(text, 200);

function writeRight({ text, selector }: ToldRight): string {
  return selector === null ? say(text) : `${say(text)} [${say(selector)}]`;
}

/** Where something is said: in the code, or at the vendor. */
export function writeCause(access: Pick<BuiltAccess, "input">, cause: ToldCause): string {
  const { address, attribute } = cause;
  const place = address === null ? undefined : locate(access, address);
  const where = address === null ? describeUnplaced(cause) : place === undefined ? say(address) : writePlace(place);
  return attribute === null ? where : `${where}: ${say(attribute)}`;
}

const mostRights = 20;

function writeGroup(access: BuiltAccess, { rights, on, through, because, ...group }: ToldRights): readonly string[] {
  const shown = rights.slice(0, mostRights).map(writeRight).join(", ");
  const more = rights.length > mostRights ? `, and ${rights.length - mostRights} more` : "";
  const notes = [
    on === null ? "in the whole account" : `on ${say(on)}`,
    ...(through.length === 0 ? [] : [`through ${through.map(say).join(", ")}`]),
    ...(group.reason === null ? [] : [`reason: ${say(group.reason)}`]),
    ...(group.until === null ? [] : [`until ${say(group.until)}`]),
    ...(group.isCertain ? [] : ["at most"]),
    ...(group.isInferred ? ["inferred"] : []),
  ];
  const [first, ...others] = because.map((cause) => writeCause(access, cause));
  const lines = first === undefined ? [] : [`at ${first}`, ...others.map((one) => `-> ${one}`)];
  return [`${shown}${more}; ${notes.join("; ")}`, ...lines.map((line) => `    ${line}`)];
}

const mostGroups = 12;

function writeGroups(access: BuiltAccess, groups: readonly ToldRights[]): readonly string[] {
  const more = groups.length > mostGroups ? [`and ${groups.length - mostGroups} more`] : [];
  return [...groups.slice(0, mostGroups).flatMap((group) => writeGroup(access, group)), ...more];
}

/** Some rights that somebody has, each with the lines that lead to it. */
export function writeThrough(access: BuiltAccess, rights: readonly HeldRight[]): readonly string[] {
  const told = rights.map((right) => ({ right, isListed: false, isCertain: true }));
  return writeGroups(access, tellRights(access.graph, told));
}

/** All that somebody can do, at most, each with the lines that lead to it. */
export function writeAll(access: BuiltAccess, subject: NodeId): readonly string[] {
  return writeGroups(access, tellHeld(access.graph, subject));
}
