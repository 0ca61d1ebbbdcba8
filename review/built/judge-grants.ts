import type { NodeId } from "#access/graph/nodes.ts";
import { findExtraRights } from "../assertions/compare-exactly.ts";
import { nameSubject } from "../findings/shared/words.ts";
import { findSubject } from "../names.ts";
import { findElsewhere, findHeld, type Held } from "./find-held.ts";
import type { BuiltAccess } from "./open-access.ts";
import { type Asked, findWanted, type WantedRight, writeAsked } from "./permission.ts";
import { listBelow, type Verdict } from "./verdict.ts";
import { writeAll, writeThrough } from "./write-rights.ts";

/** Who is asked about, and where. */
export interface Principal {
  /** A name, an id or an address; a key stands for whom it acts as. */
  readonly name: string;
  /** A scope, or `account`. @default anywhere */
  readonly on?: string;
}

interface Found {
  readonly subject: NodeId;
  readonly name: string;
  /** After what is asked about. */
  readonly where: string;
  find(asked: Asked): readonly WantedRight[];
}

/** @throws QuestionError for a name that nobody bears, or several */
function findPrincipal({ graph, change }: BuiltAccess, { name, on }: Principal): Found {
  const subject = findSubject(graph, name, change.blind);
  const account = graph.nodes.get(subject)?.account ?? "";
  return {
    subject,
    name: nameSubject(graph, subject),
    where: on === undefined ? "" : ` on ${on}`,
    find: (asked) => findWanted(graph, asked, { account, on }),
  };
}

/** What somebody can do, and what was not looked at. */
function describeAll(access: BuiltAccess, { subject, name }: Found): readonly string[] {
  const all = writeAll(access, subject);
  return [
    ...listBelow(`All that ${name} can do:`, all.length === 0 ? ["nothing"] : all),
    ...listBelow("Not looked at:", access.change.blind),
  ];
}

/** There is no "no" where something was not looked at. */
function doubtNo(held: Held, { change }: BuiltAccess): Held {
  return held === "no" && change.blind.length > 0 ? "unknown" : held;
}

const verbs: Readonly<Record<Held, string>> = {
  yes: "can",
  partly: "can, on a part of the objects,",
  no: "cannot",
  unknown: "may be able to",
};

/** Whether somebody can do something: all of it, or nothing of it. @throws QuestionError */
export function judgeGrant(access: BuiltAccess, principal: Principal, asked: Asked): Verdict {
  const found = findPrincipal(access, principal);
  const { held, through, doubts } = findHeld(access.graph, found.subject, found.find(asked));
  const answer = doubtNo(held, access);
  return {
    held: answer,
    says: `${found.name} ${verbs[answer]} ${writeAsked(asked)}${found.where}`,
    details: [
      ...listBelow("Through:", writeThrough(access, through)),
      ...listBelow("Not certain:", doubts),
      ...describeAll(access, found),
    ],
  };
}

/** Whether somebody can do something at `on`, and nothing of it anywhere else. @throws QuestionError */
export function judgeGrantThere(access: BuiltAccess, principal: Principal, asked: Asked): Verdict {
  const found = findPrincipal(access, principal);
  const wanted = found.find(asked);
  const there = findHeld(access.graph, found.subject, wanted);
  const elsewhere = findElsewhere(access.graph, found.subject, wanted);
  const isElsewhere = elsewhere.certain.length > 0;
  const isOpen = elsewhere.possible.length > 0 || access.change.blind.length > 0;
  const held = isElsewhere || there.held === "no" ? "no" : isOpen ? "unknown" : there.held;
  const what = writeAsked(asked);
  const says = isElsewhere ? `can ${what} elsewhere too, not only` : `${verbs[there.held]} ${what}`;
  return {
    held,
    says: `${found.name} ${says}${found.where}${held === "unknown" ? ", and perhaps elsewhere" : ""}`,
    details: [
      ...listBelow("Elsewhere:", writeThrough(access, isElsewhere ? elsewhere.certain : elsewhere.possible)),
      ...listBelow("There:", writeThrough(access, there.through)),
      ...listBelow("Not certain:", there.doubts),
      ...describeAll(access, found),
    ],
  };
}

/** Whether somebody can do one of some things at least. @throws QuestionError */
export function judgeAnyGrant(access: BuiltAccess, principal: Principal, all: readonly Asked[]): Verdict {
  const found = findPrincipal(access, principal);
  const answers = all.map((asked) => ({ asked, ...findHeld(access.graph, found.subject, found.find(asked)) }));
  const whole = answers.find(({ held }) => held === "yes");
  const some = answers.filter(({ held }) => held !== "no");
  const held = doubtNo(whole === undefined ? (some.length === 0 ? "no" : "unknown") : "yes", access);
  const texts = (some.length === 0 ? all : some.map(({ asked }) => asked)).map(writeAsked);
  const verb = held === "no" ? "can do none of" : held === "yes" ? "can" : "can, in part or perhaps,";
  return {
    held,
    says: `${found.name} ${verb} ${texts.join(", ")}${found.where}`,
    details: [
      ...listBelow("Through:", writeThrough(access, [...new Set(some.flatMap(({ through }) => through))])),
      ...listBelow("Not certain:", [...new Set(some.flatMap(({ doubts }) => doubts))]),
      ...describeAll(access, found),
    ],
  };
}

/** Whether somebody can do some things and nothing else. @throws QuestionError */
export function judgeOnlyGrants(access: BuiltAccess, principal: Principal, all: readonly Asked[]): Verdict {
  const found = findPrincipal(access, principal);
  const { subject, name } = found;
  const answers = all.map((asked) => ({ asked, ...findHeld(access.graph, subject, found.find(asked)) }));
  const lacking = answers.filter((one) => one.held !== "yes");
  const targets = all.flatMap((asked) => found.find(asked)).map(({ target }) => target);
  const extra = findExtraRights(access.graph, subject, { verb: "may", targets });
  const isSure = lacking.some((one) => one.held === "no") || extra.some(({ isCertain }) => isCertain);
  const isOpen = lacking.length + extra.length > 0 || access.change.blind.length > 0;
  const list = all.length === 0 ? "nothing" : all.map(writeAsked).join(", ");
  const problems = [
    ...extra.map(({ says }) => `${says}.`),
    ...lacking.map(({ asked }) => `${name} cannot ${writeAsked(asked)}${found.where}, or not all of it.`),
  ];
  const held = isSure ? "no" : isOpen ? "unknown" : "yes";
  const is = {
    yes: `can do ${list}, and nothing else`,
    no: `can do ${extra.length > 0 ? "more" : "less"} than ${list}`,
    unknown: `may be able to do more or less than ${list}`,
  } as const;
  return {
    held,
    says: `${name} ${is[held]}`,
    details: [...listBelow("Because:", problems), ...describeAll(access, found)],
  };
}
