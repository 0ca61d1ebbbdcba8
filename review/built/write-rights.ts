import { describeRights } from "../formats/text-lines.ts";
import type { HeldRight } from "#access/graph/effective.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { quoteLine } from "#access/schema/shown-text.ts";
import { describeUnplaced } from "../report/unplaced.ts";
import { tellHeld, tellRights } from "../report/tell.ts";
import type { ToldCause, ToldRights } from "../report/review-report.ts";
import { type BuiltAccess, locate } from "./open-access.ts";
import { writePlace } from "./write-place.ts";

const say = (text: string): string => quoteLine(text, 200);

/** Where something is said: in the code, or at the vendor. */
export function writeCause(access: Pick<BuiltAccess, "input">, cause: ToldCause): string {
  const { address, attribute } = cause;
  const place = address === null ? undefined : locate(access, address);
  const where = address === null ? describeUnplaced(cause) : place === undefined ? say(address) : writePlace(place);
  return attribute === null ? where : `${where}: ${say(attribute)}`;
}

function writeGroup(access: BuiltAccess, group: ToldRights): readonly string[] {
  const { shown, notes } = describeRights(group);
  const [first, ...others] = group.because.map((cause) => writeCause(access, cause));
  const lines = first === undefined ? [] : [`at ${first}`, ...others.map((one) => `-> ${one}`)];
  return [`${shown}; ${notes.join("; ")}`, ...lines.map((line) => `    ${line}`)];
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
