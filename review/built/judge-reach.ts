import type { NodeId } from "#access/graph/nodes.ts";
import { nameNodeOf } from "#access/graph/questions.ts";
import { nameSubject } from "../findings/shared/words.ts";
import { findSubject } from "../names.ts";
import { findTargets } from "../targets/find-targets.ts";
import { findWay, type Way } from "../targets/find-way.ts";
import { nameTarget } from "../targets/name-target.ts";
import type { Target } from "../targets/target.ts";
import { type Held, joinHeld } from "./find-held.ts";
import type { Principal } from "./judge-grants.ts";
import type { BuiltAccess } from "./open-access.ts";
import { type Asked, findWanted } from "./permission.ts";
import { listBelow, type Verdict } from "./verdict.ts";
import { writeAll, writeThrough } from "./write-rights.ts";
import { findEffectiveRights } from "#access/graph/effective.ts";

/** A role, by its name, id or address. */
export interface AskedRole {
  readonly role: string;
}

/** What somebody could come to. */
export type AskedTarget = Asked | AskedRole;

interface Asking {
  readonly access: BuiltAccess;
  readonly subject: NodeId;
  readonly on: string | undefined;
}

/** @throws QuestionError for what the account does not have */
function listTargets({ access: { graph }, subject, on }: Asking, asked: AskedTarget): readonly Target[] {
  const account = graph.nodes.get(subject)?.account ?? "";
  if (typeof asked === "object" && "role" in asked) {
    return findTargets(graph, { kind: "role", name: asked.role }, { scope: on ?? null, accounts: [account] });
  }
  return findWanted(graph, asked, { account, on }).map(({ target }) => target);
}

function holdsOf(way: Way | undefined): Held {
  if (way === undefined) return "no";
  return way.isCertain ? "yes" : "unknown";
}

function writeSteps(access: BuiltAccess, { chain, like, doubts }: Way): readonly string[] {
  const name = like === null ? [] : [`in the way that ${nameSubject(access.graph, like)} can, which holds the same`];
  const steps = chain.map(({ number, text, source }) => `${number}. ${text} (${source})`);
  return [...name, ...steps, ...doubts.map((doubt) => `not certain: ${doubt}`)];
}

/** The lines that make the first steps possible. */
function writeSources(access: BuiltAccess, ways: readonly Way[]): readonly string[] {
  const causes = new Set(ways.flatMap(({ paths }) => paths.flatMap(({ causes: all }) => all)));
  const rights = ways.flatMap(({ like, chain }) => {
    if (like === null || chain.length === 0) return [];
    return findEffectiveRights(access.graph, like).upper;
  });
  const held = rights.filter(({ paths }) => paths.some((path) => path.causes.some((cause) => causes.has(cause))));
  return writeThrough(access, held);
}

/** Whether somebody has something, or could come to it by itself, in any number of steps. @throws QuestionError */
export function judgeReach(access: BuiltAccess, { name, on }: Principal, asked: AskedTarget): Verdict {
  const { graph, change } = access;
  const subject = findSubject(graph, name, change.blind);
  const targets = listTargets({ access, subject, on }, asked);
  const ways = targets.map((target) => findWay(graph, { subject, target, isInSteps: true }));
  const joined = joinHeld(ways.map(holdsOf));
  const held = joined === "no" && change.blind.length > 0 ? "unknown" : joined;
  const who = nameSubject(graph, subject);
  const what = targets.map((target) => nameTarget(graph, target)).join(", ");
  const found = ways.filter((way) => way !== undefined);
  const verbs = {
    yes: "can come to",
    partly: "can come to a part of",
    unknown: "may be able to come to",
    no: "cannot come to",
  } as const;
  return {
    held,
    says: `${who} ${verbs[held]} ${what}`,
    details: [
      ...listBelow(
        "In these steps:",
        found.flatMap((way) => writeSteps(access, way)),
      ),
      ...listBelow("Through:", writeSources(access, found)),
      ...listBelow(`All that ${nameNodeOf(graph, subject)} can do now:`, writeAll(access, subject)),
      ...listBelow("Not looked at:", change.blind),
    ],
  };
}
