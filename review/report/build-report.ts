import type { Broadening, Rotation } from "#access/graph/broadening.ts";
import type { RightChange, SubjectDifference } from "#access/graph/difference.ts";
import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { listSubjects } from "#access/graph/questions.ts";
import { keyOfRight } from "#access/model/statements/right.ts";
import type { CodePlace } from "#access/model/statements/instance.ts";
import type { StatementOf } from "#access/model/statements/statement.ts";
import { judgeAssertions } from "../assertions/judge-change.ts";
import type { AccessChange } from "../change/access-change.ts";
import type { Found } from "../findings/found.ts";
import { proveClaim } from "../proofs/prove.ts";
import type { Waiver } from "../waivers/waiver.ts";
import { suggestWaiver } from "../waivers/write-waiver.ts";
import type {
  AccessReport,
  ReviewReport,
  ToldChange,
  ToldCredential,
  ToldFinding,
  ToldWaiver,
} from "./review-report.ts";
import { tellProof } from "./tell-proof.ts";
import { tellReplacedAccounts } from "./tell-replaced.ts";
import { tellAssertion } from "./tell-assertion.ts";
import { type RightToTell, tellCause, tellHeld, tellRights, tellSubject } from "./tell.ts";

function markCertain(possible: readonly RightChange[], certain: readonly RightChange[]): readonly RightToTell[] {
  const keys = new Set(certain.map(({ right }) => keyOfRight(right)));
  return possible.map(({ right, isListed }) => ({ right, isListed, isCertain: keys.has(keyOfRight(right)) }));
}

function tellChange(difference: SubjectDifference, { before, after }: AccessChange): ToldChange {
  const { gained, mayGain, lost, mayLose, isReplaced } = difference;
  const [graph, subject] =
    difference.after === null ? [before.graph, difference.before ?? ""] : [after.graph, difference.after];
  return {
    subject: tellSubject(graph, subject),
    isNew: difference.before === null || before.graph.nodes.get(difference.before)?.as === null,
    isGone: difference.after === null || after.graph.nodes.get(difference.after)?.as === null,
    isReplaced,
    gains: tellRights(after.graph, markCertain(mayGain, gained)),
    losses: tellRights(before.graph, markCertain(mayLose, lost)),
    after: difference.after === null ? [] : tellHeld(after.graph, difference.after),
  };
}

function toText(leaf: unknown): string | null {
  return typeof leaf === "string" ? leaf : null;
}

function describeCredential(credential: StatementOf<"credential"> | null) {
  return {
    name: toText(credential?.name),
    address: credential?.cause.address ?? null,
    expiresAt: toText(credential?.expiresAt),
  };
}

function tellBroadening({ kind, subject, credential, isCertain }: Broadening, graph: Graph): ToldCredential {
  return { kind, subject: tellSubject(graph, subject), ...describeCredential(credential), isCertain };
}

function tellRotation({ subject, credential, isReplaced }: Rotation, graph: Graph): ToldCredential {
  const kind = isReplaced ? "keyReplaced" : "rotated";
  return { kind, subject: tellSubject(graph, subject), ...describeCredential(credential), isCertain: true };
}

/** Where the code of each address is: that of the objects after the change, else of those before. */
function indexCode({ before, after }: AccessChange): ReadonlyMap<string, CodePlace> {
  const all = [...before.instances, ...after.instances];
  return new Map(
    all.flatMap(({ address, code }) => (address === null || code === undefined ? [] : [[address, code] as const])),
  );
}

function tellWaiver({ reason, until, by }: Waiver): ToldWaiver {
  return { reason, until: until ?? "", by };
}

/** What findings are told with. */
interface Telling {
  readonly places: ReadonlyMap<string, CodePlace>;
  readonly at: string;
  /** Code and vendor are compared. */
  readonly isDrift: boolean;
}

function tellFinding(found: Found, { places, at, isDrift }: Telling): ToldFinding {
  const { code, name, severity, message, fix, address, subject, graph, fingerprint, isIntroduced, waived } = found;
  const because = found.because.map(tellCause);
  const place = address === null ? undefined : places.get(address);
  const told: ToldFinding = {
    code,
    name,
    severity,
    introduced: isIntroduced,
    message,
    fix,
    address,
    subject: subject === null ? null : tellSubject(graph, subject),
    because,
    constructPath: place?.constructPath ?? null,
    file: place?.file ?? null,
    line: place?.line ?? null,
    fingerprint,
    waived: waived === null ? null : tellWaiver(waived),
    waiver: waived === null ? suggestWaiver(found, at, isDrift) : null,
  };
  return found.object === null ? told : { ...told, object: found.object };
}

/** In the order of their texts, each of which is written once. */
function sortByJson<T>(all: readonly T[]): readonly T[] {
  return all
    .map((one) => ({ one, text: JSON.stringify(one) }))
    .sort((a, b) => (a.text < b.text ? -1 : Number(a.text > b.text)))
    .map(({ one }) => one);
}

/** What a side has, and what the other had and is gone. */
function tellAll({ before, after, matching }: AccessChange, list: (graph: Graph) => readonly NodeId[]) {
  const gone = list(before.graph).filter((id) => matching.toAfter.get(id) === undefined);
  return sortByJson([
    ...list(after.graph).map((id) => tellSubject(after.graph, id)),
    ...gone.map((id) => tellSubject(before.graph, id)),
  ]);
}

function listRoles({ nodes }: Graph): readonly NodeId[] {
  return nodes
    .all()
    .filter(({ space }) => space === "role")
    .map(({ id }) => id);
}

/** What a report says of a change, whatever it is about: in words and in a fixed order. */
export function buildAccessReport(change: AccessChange, found: readonly Found[]): AccessReport {
  const { difference, after, at, blind, assumptions } = change;
  const credentials = [
    ...difference.broadenings.map((one) => tellBroadening(one, after.graph)),
    ...difference.rotations.map((one) => tellRotation(one, after.graph)),
    ...tellReplacedAccounts(change),
  ];
  const telling: Telling = { places: indexCode(change), at, isDrift: change.drift !== null };
  return {
    complete: blind.length === 0,
    at,
    changes: sortByJson(difference.subjects.map((one) => tellChange(one, change))),
    credentials: sortByJson(credentials),
    findings: found.map((one) => tellFinding(one, telling)),
    assertions: judgeAssertions(change).map(tellAssertion),
    subjects: tellAll(change, listSubjects),
    roles: tellAll(change, listRoles),
    blind: [...blind].sort(),
    assumptions: [...assumptions].sort(),
  };
}

/** All that a review says of a change. */
export function buildReport(change: AccessChange, found: readonly Found[]): ReviewReport {
  const { difference, after, blind, claims } = change;
  const { subjects, roles, blind: unseen, assumptions, ...access } = buildAccessReport(change, found);
  return {
    format: "latchkey-review/1",
    verdict: difference.verdict,
    ...access,
    proofs: claims.map((claim) => tellProof(after.graph, proveClaim(after.graph, claim, blind))),
    subjects,
    roles,
    blind: unseen,
    assumptions,
  };
}
