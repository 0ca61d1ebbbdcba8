import type { AccessChange } from "../../change/access-change.ts";
import { classify, findSubjectNode } from "../../drift/classify.ts";
import type { ChangedAttribute, ExcludedObject, LostLine, ReplacedObject } from "../../drift/drift.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { defineFinding, type Matter, type Severity } from "../definition.ts";
import {
  administers,
  describeObject,
  nameObject,
  readDrift,
  tellTraces,
  writeDifference,
  writeValue,
} from "../shared/drift.ts";
import { type Effect, findEffect } from "../shared/effects.ts";
import { nameNodeOf } from "#access/graph/questions.ts";
import { findNode } from "#access/graph/graph.ts";

const severities: Readonly<Record<Effect, Severity>> = { broadens: "error", narrows: "warning", neither: "note" };
const ends: Readonly<Record<Effect, string>> = {
  broadens: " This gives more than the code.",
  narrows: " This gives less than the code.",
  neither: "",
};

/** A key that ends sooner gives less. */
function isEndedSooner({ before, after, stored }: ChangedAttribute): boolean {
  if (classify(stored).as !== "key" || typeof after !== "string") return false;
  return Date.parse(after) < (typeof before === "string" ? Date.parse(before) : Number.POSITIVE_INFINITY);
}

function tellAttribute(change: AccessChange, one: ChangedAttribute): Matter {
  const { stored, seen, attribute, before, after } = one;
  const { graph } = change.after;
  const found = findEffect(change, stored.address, attribute);
  const effect = found === "neither" && isEndedSooner(one) ? "narrows" : found;
  const what = `\`${toSnakeCase(attribute)}\` of ${nameObject(graph, seen)}`;
  return {
    subject: findSubjectNode(graph, classify(seen)),
    address: stored.address,
    about: [attribute],
    object: describeObject(stored, attribute),
    severity: severities[effect],
    message: `${what} ${writeDifference(before, after)}.${ends[effect]}${tellTraces(seen)}`,
    because: [],
    isIntroduced: true,
  };
}

function tellExcluded({ after: { graph } }: AccessChange, { seen, by }: ExcludedObject): Matter {
  const classified = classify(seen);
  const admin = administers(graph, classified) ? " It administers the whole account." : "";
  return {
    subject: findSubjectNode(graph, classified),
    address: by.address,
    about: [seen.type, String(seen.state["id"])],
    object: describeObject(seen, by.attribute),
    severity: "error",
    message: `There is ${nameObject(graph, seen)}, which the list of ${by.address ?? "the code"} does not have.${admin}${tellTraces(seen)}`,
    because: [by],
    isIntroduced: true,
  };
}

function tellLost({ after: { graph } }: AccessChange, { stored, cause, what }: LostLine): Matter {
  const classified = classify(stored);
  const account = stored.account.vendor;
  const role = graph.nodes.all().find(({ refs, account: own }) => {
    return own.includes(account) && refs.some(({ kind, text }) => kind === "id" && text === what);
  });
  const name = role === undefined ? what : nameNodeOf(graph, role.id);
  return {
    subject: findSubjectNode(graph, classified),
    address: stored.address,
    about: [what],
    object: describeObject(stored, cause.attribute),
    severity: "warning",
    message: `${nameObject(graph, stored)} has no more ${name}, which its list in the code has.`,
    because: [cause],
    isIntroduced: true,
  };
}

function tellReplaced({ after: { graph } }: AccessChange, { stored, seen }: ReplacedObject): Matter {
  const { subject } = classify(seen);
  return {
    subject: subject === null ? null : (findNode(graph, subject) ?? null),
    address: stored.address,
    about: ["replaced"],
    object: describeObject(stored),
    severity: "note",
    message: `Somebody took away ${nameObject(graph, seen)} and gave it again: its id is ${writeValue(seen.state["id"])} now, and ${writeValue(stored.state["id"])} in the state.${tellTraces(seen)}`,
    because: [],
    isIntroduced: true,
  };
}

export const finding = defineFinding({
  code: "LK501",
  name: "changed-outside",
  severity: "error",
  score: 8,
  tells: "drift",
  isDrift: true,
  summary: "Something of the code was changed at the vendor",
  explanation:
    "Somebody changed it by hand, or with another tool. It is an error where somebody may do more than the code gives, a warning where it is less, and a note where it changes nobody's access. The next apply takes it back.",
  fix: "Apply, to have it as the code says; or put it into the code.",
  find: (change) =>
    readDrift(change, ({ changed, excluded, lost, replaced }) => [
      ...changed.filter(({ isNormalized }) => !isNormalized).map((one) => tellAttribute(change, one)),
      ...excluded.map((one) => tellExcluded(change, one)),
      ...lost.map((one) => tellLost(change, one)),
      ...replaced.map((one) => tellReplaced(change, one)),
    ]),
});
