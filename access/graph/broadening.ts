import { isUnknown } from "#access/schema/unknown.ts";
import { keyOfAtom } from "../model/statements/right.ts";
import type { StatementOf } from "../model/statements/statement.ts";
import { pairCredentials } from "./credential-pairs.ts";
import { compareRights, type RightsDifference, type Verdict } from "./difference.ts";
import { findEffectiveRights } from "./effective.ts";
import type { Graph } from "./graph.ts";
import { isLookedUp } from "./looked-up.ts";
import { type Matching, matchNodes } from "./matching.ts";
import type { NodeId } from "./nodes.ts";
import { listSubjects } from "./questions.ts";

/** What else gives somebody more than before, beside rights: the subject is then whoever gets the credential. */
export type BroadeningKind =
  | "keyMade"
  | "keyRevived"
  | "keyLengthened"
  | "keyEternal"
  | "otherAudience"
  | "longerOverlap"
  | "activationToken"
  | "importedKey"
  | "accountWithoutKey"
  | "memberInvited"
  | "mappedAboveDefault"
  | "anyRoleMapped";

export interface Broadening {
  readonly kind: BroadeningKind;
  /** In the graph after. */
  readonly subject: NodeId;
  readonly credential: StatementOf<"credential"> | null;
  /** It is known only when it is applied. */
  readonly isCertain: boolean;
}

/** A new secret for the same account, audience and lifetime. It is named, and broadens nothing. */
export interface Rotation {
  readonly subject: NodeId;
  readonly credential: StatementOf<"credential">;
  /** The key or its account was made anew, and only takes the place of the old one. */
  readonly isReplaced: boolean;
}

export interface Difference extends RightsDifference {
  readonly broadenings: readonly Broadening[];
  readonly rotations: readonly Rotation[];
}

type Credential = StatementOf<"credential">;

const never = Number.POSITIVE_INFINITY;

/** In milliseconds. Undefined if it is not known. */
function readExpiry({ expiresAt }: Credential): number | undefined {
  if (isUnknown(expiresAt)) return undefined;
  return expiresAt === null ? never : Date.parse(expiresAt);
}

function isExpired(credential: Credential, at: number): boolean {
  const expiry = readExpiry(credential);
  return expiry !== undefined && expiry <= at;
}

function compareExpiry(before: Credential, after: Credential, at: number): readonly [BroadeningKind, boolean][] {
  const old = readExpiry(before);
  const now = readExpiry(after);
  if (now === undefined) return old === never ? [] : [["keyLengthened", false]];
  if (old === undefined || now <= old) return [];
  if (now === never) return [["keyEternal", true]];
  return [[old <= at ? "keyRevived" : "keyLengthened", true]];
}

function listAudience({ audience }: Credential): readonly string[] | undefined {
  if (isUnknown(audience)) return undefined;
  if (audience === null) return ["*"];
  return audience.every((one) => typeof one === "string") ? audience : undefined;
}

function compareAudience(before: Credential, after: Credential): readonly [BroadeningKind, boolean][] {
  const old = listAudience(before);
  const now = listAudience(after);
  if (now === undefined) return [["otherAudience", false]];
  if (old === undefined || old.includes("*")) return [];
  return now.every((one) => old.includes(one)) ? [] : [["otherAudience", true]];
}

const unit: { readonly [letter: string]: number } = { d: 86_400, h: 3_600, m: 60, s: 1 };

/** In seconds. */
function readOverlap({ overlap }: Credential): number | undefined {
  if (isUnknown(overlap)) return undefined;
  const parts = [...(overlap ?? "").matchAll(/(\d+(?:\.\d+)?)(d|h|m|s)/g)];
  return parts.reduce((sum, [, count, letter]) => sum + Number(count) * (unit[letter ?? ""] ?? 0), 0);
}

function compareOverlap(before: Credential, after: Credential): readonly [BroadeningKind, boolean][] {
  const old = readOverlap(before) ?? 0;
  const now = readOverlap(after);
  if (now === undefined) return [["longerOverlap", false]];
  return now > old ? [["longerOverlap", true]] : [];
}

const whenMade: Readonly<Record<Credential["form"], BroadeningKind | null>> = {
  key: "keyMade",
  activation: "activationToken",
  temporaryPassword: "activationToken",
  // What retires worked before.
  retiring: null,
};

/** Whether an object stays as it is, and what may be more of it was not known before either. */
function staysUnknown(kind: BroadeningKind, old: Credential, { cause }: Credential): boolean {
  if (cause.happening !== "unchanged") return false;
  if (kind === "otherAudience") return listAudience(old) === undefined;
  return kind === "longerOverlap" ? readOverlap(old) === undefined : readExpiry(old) === undefined;
}

interface Compared {
  readonly old: Credential | undefined;
  readonly after: Credential;
  readonly subject: NodeId;
  readonly at: number;
}

function compareCredential({ old, after, subject, at }: Compared): readonly Broadening[] {
  // To find a key that is there already makes none.
  if (isLookedUp(after.cause)) return [];
  const create = ([kind, isCertain]: readonly [BroadeningKind, boolean]): Broadening => {
    return { kind, subject, credential: after, isCertain: isCertain && after.isCertain !== false };
  };
  if (old === undefined) {
    if (isExpired(after, at)) return [];
    const kind = after.cause.happening === "imported" ? "importedKey" : whenMade[after.form];
    return kind === null ? [] : [create([kind, true])];
  }
  const found = [...compareExpiry(old, after, at), ...compareAudience(old, after), ...compareOverlap(old, after)];
  return found.filter(([kind]) => !staysUnknown(kind, old, after)).map(create);
}

function isRotated({ old, after }: Compared): boolean {
  return after.form === "key" && old !== undefined && (isUnknown(after.id) || old.id !== after.id);
}

function listHoldsAnyRole(graph: Graph): ReadonlySet<NodeId> {
  const found = [...graph.holdings].filter(([node, all]) => {
    return graph.nodes.get(node)?.space === "idpGroup" && all.some(({ grant }) => grant.kind === "anyRole");
  });
  return new Set(found.map(([node]) => node));
}

/** The rest of a mapping, and the groups that give other rights than it. */
function listMapped(graph: Graph): readonly NodeId[] {
  return graph.precedences.flatMap(({ subjects, otherwise }) => {
    const usual = new Set(findEffectiveRights(graph, otherwise).lower.map(({ atom }) => keyOfAtom(atom)));
    return subjects.filter((subject) => {
      return findEffectiveRights(graph, subject).upper.some(({ atom }) => !usual.has(keyOfAtom(atom)));
    });
  });
}

/** The subjects of which data sources alone tell: they were found, and did not come in. */
function listFound({ statements, nodes }: Graph): ReadonlySet<NodeId> {
  const isFound = new Map<NodeId, boolean>();
  for (const statement of statements) {
    if (statement.kind !== "subject") continue;
    const own = new Set(statement.is.flatMap((ref) => nodes.resolve(ref).nodes));
    for (const node of own) isFound.set(node, isLookedUp(statement.cause) && isFound.get(node) !== false);
  }
  return new Set([...isFound].flatMap(([node, is]) => (is ? [node] : [])));
}

function isKnownBefore(node: NodeId, before: Graph, { toBefore }: Matching): boolean {
  const old = toBefore.get(node);
  return old !== undefined && before.nodes.get(old)?.as !== null;
}

/** Subjects that come in, and mappings that give more. */
function listNewcomers(before: Graph, after: Graph, matching: Matching): readonly Broadening[] {
  const found: Broadening[] = [];
  const add = (kind: BroadeningKind, subject: NodeId, isCertain: boolean): void => {
    found.push({ kind, subject, credential: null, isCertain });
  };
  const looked = listFound(after);
  for (const node of listSubjects(after)) {
    if (isKnownBefore(node, before, matching) || looked.has(node)) continue;
    const as = after.nodes.get(node)?.as;
    const { lower, upper } = findEffectiveRights(after, node);
    const hasKey = (after.credentials.get(node) ?? []).length > 0;
    if (as === "account" && !hasKey && upper.length > 0) add("accountWithoutKey", node, lower.length > 0);
    if (as === "member") add("memberInvited", node, true);
  }
  const mappedBefore = new Set(listMapped(before));
  for (const node of new Set(listMapped(after))) {
    const old = matching.toBefore.get(node);
    if (old === undefined || !mappedBefore.has(old)) add("mappedAboveDefault", node, true);
  }
  const anyBefore = listHoldsAnyRole(before);
  for (const node of listHoldsAnyRole(after)) {
    const old = matching.toBefore.get(node);
    if (old === undefined || !anyBefore.has(old)) add("anyRoleMapped", node, true);
  }
  return found;
}

function judgeAll(verdict: Verdict, broadenings: readonly Broadening[]): Verdict {
  if (broadenings.length === 0) return verdict;
  return verdict === "narrows" || verdict === "both" ? "both" : "broadens";
}

/** What a difference depends on beside its graphs. */
export interface DifferenceOptions {
  /** The instant at which expiry is judged, for both graphs: RFC 3339. */
  readonly at: string;
  /** @default by ids, addresses and names, without moves */
  readonly matching?: Matching;
}

function compareCredentials(
  before: Graph,
  { credentials }: Graph,
  { toBefore }: Matching,
): readonly Omit<Compared, "at">[] {
  return [...credentials].flatMap(([subject, all]) => {
    const old = before.credentials.get(toBefore.get(subject) ?? "") ?? [];
    const pairs = pairCredentials(old, all);
    return all.map((after) => ({ old: pairs.get(after), after, subject }));
  });
}

/** Everything that a change makes of who may do what. */
export function findDifference(before: Graph, after: Graph, options: DifferenceOptions): Difference {
  const { at, matching = matchNodes(before, after) } = options;
  const rights = compareRights(before, after, matching);
  const compared = compareCredentials(before, after, matching).map((one) => ({ ...one, at: Date.parse(at) }));
  const broadenings = [...compared.flatMap(compareCredential), ...listNewcomers(before, after, matching)];
  const broadened = new Set(broadenings.map(({ credential }) => credential));
  const rotations = compared
    .filter((one) => isRotated(one) && !broadened.has(one.after))
    .map(({ subject, after: credential }): Rotation => {
      const isOtherAccount = matching.replaced.has(matching.toBefore.get(subject) ?? "");
      return { subject, credential, isReplaced: isOtherAccount || credential.cause.happening === "replaced" };
    });
  return { ...rights, verdict: judgeAll(rights.verdict, broadenings), broadenings, rotations };
}
