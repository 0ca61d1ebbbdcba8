import type { Graph } from "#access/graph/graph.ts";
import { findNode } from "#access/graph/graph.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import type { Ref } from "#access/model/statements/ref.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import type { AccessChange } from "../../change/access-change.ts";
import { classify, type Classified, findSubjectNode, type ObjectClass } from "../../drift/classify.ts";
import type { Drift } from "../../drift/drift.ts";
import { writeImportId } from "../../import-id.ts";
import type { FoundObject, Matter } from "../definition.ts";
import { findAdministration, isEverything } from "./standings.ts";
import { nameSubject } from "./words.ts";

/** What every finding about drift says of its object. @param attribute in camelCase */
export function describeObject(instance: Instance, attribute: string | null = null): FoundObject {
  const { type, state } = instance;
  const { id } = state;
  return {
    type,
    id: typeof id === "string" ? id : null,
    attribute: attribute === null ? null : toSnakeCase(attribute),
    importId: writeImportId(instance),
  };
}

function toDay(instant: string): string {
  return instant.slice(0, 10);
}

/** Who made and who changed it, as far as the vendor tells: a sentence, or nothing. */
export function tellTraces({ traces = {} }: Instance): string {
  const { createdAt, createdBy, updatedAt, updatedBy } = traces;
  const made = [
    ...(createdBy === undefined ? [] : [`by ${createdBy}`]),
    ...(createdAt === undefined ? [] : [`on ${toDay(createdAt)}`]),
  ];
  const isChanged = updatedAt !== undefined && updatedAt !== createdAt;
  const changed = [
    ...(updatedBy === undefined ? [] : [`by ${updatedBy}`]),
    ...(isChanged ? [`on ${toDay(updatedAt)}`] : []),
  ];
  const parts = [
    ...(made.length === 0 ? [] : [`created ${made.join(" ")}`]),
    ...(changed.length === 0 ? [] : [`last changed ${changed.join(" ")}`]),
  ];
  return parts.length === 0 ? "" : ` It was ${parts.join(", and ")}.`;
}

function nameRef(graph: Graph, ref: Ref | null): string {
  if (ref === null) return "somebody";
  const node = findNode(graph, ref);
  return node === undefined ? ("text" in ref ? ref.text : "somebody") : nameSubject(graph, node);
}

function nameGiven(graph: Graph, gives: Ref): string {
  return gives.space === "role" ? `the role ${nameRef(graph, gives)}` : nameRef(graph, gives);
}

const words: Readonly<Record<ObjectClass, string>> = {
  account: "service account",
  member: "member",
  group: "group",
  role: "role",
  key: "key",
  binding: "binding",
};

/** What an object is called in a sentence, such as `the key main of ferry`. */
export function nameObject(graph: Graph, instance: Instance): string {
  const { as, subject, name, gives } = classify(instance);
  const { id } = instance.state;
  const called = name ?? (typeof id === "string" ? id : "without a name");
  switch (as) {
    case "key":
      return `the key ${called} of ${nameRef(graph, subject)}`;
    case "binding":
      return gives === null
        ? `the ${instance.type.replaceAll("_", " ")} ${called}`
        : `${nameGiven(graph, gives)} of ${nameRef(graph, subject)}`;
    default:
      return `the ${words[as]} ${called}`;
  }
}

function isAdministrative(graph: Graph, ref: Ref | null): boolean {
  const node = ref === null ? undefined : findNode(graph, ref);
  if (node === undefined) return false;
  const account = graph.nodes.get(node)?.account ?? "";
  const granted = (graph.roles.get(node) ?? []).filter(({ isCertain }) => isCertain);
  if (granted.some(({ atom }) => isEverything({ account, atom, scope: null, paths: [] }, graph))) return true;
  return findAdministration(graph, node).length > 0;
}

const shownKeys = 5;

/** The keys that go with an account: a sentence, or nothing. */
function tellOwnKeys(graph: Graph, classified: Classified): string {
  if (classified.as !== "account" && classified.as !== "member") return "";
  const keys = (graph.credentials.get(findSubjectNode(graph, classified) ?? "") ?? []).filter(
    ({ form }) => form === "key",
  );
  const names = keys.map(({ id, name }) => {
    const known = [name, id].filter((one) => typeof one === "string");
    return known.length === 2 ? `${known[0]} (${known[1]})` : (known[0] ?? "one without a name");
  });
  if (names.length === 0) return "";
  const more = names.length > shownKeys ? ` and ${names.length - shownKeys} more` : "";
  return ` It has ${names.length === 1 ? "the key" : "the keys"} ${names.slice(0, shownKeys).join(", ")}${more}.`;
}

/** Whether an object lets somebody administer the whole account. */
export function administers(graph: Graph, { as, subject, gives }: Classified): boolean {
  return as === "binding" ? isAdministrative(graph, gives) : isAdministrative(graph, subject);
}

/** A matter for each unmanaged object of some classes. */
export function listUnmanaged(
  { drift, after: { graph } }: AccessChange,
  classes: readonly ObjectClass[],
  say: (name: string) => string,
): readonly Matter[] {
  return (drift?.unmanaged ?? []).flatMap((instance): readonly Matter[] => {
    const classified = classify(instance);
    if (!classes.includes(classified.as)) return [];
    const isAdmin = administers(graph, classified);
    const { type, id } = describeObject(instance);
    return [
      {
        subject: findSubjectNode(graph, classified),
        address: null,
        about: [type, id ?? ""],
        object: describeObject(instance),
        severity: isAdmin ? "error" : "warning",
        message: `${say(nameObject(graph, instance))}${isAdmin ? " It administers the whole account." : ""}${tellOwnKeys(graph, classified)}${tellTraces(instance)}`,
        because: [],
        isIntroduced: true,
      },
    ];
  });
}

/** The drift of a change; of one that is none, nothing. */
export function readDrift<T>({ drift }: AccessChange, list: (drift: Drift) => readonly T[]): readonly T[] {
  return drift === null ? [] : list(drift);
}

const shownLetters = 80;

function shorten(text: string): string {
  return text.length > shownLetters ? `${text.slice(0, shownLetters)}…` : text;
}

function writeLeaf(value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

/** What stands for nothing in a record is left out. */
function toJson(value: unknown): string {
  return JSON.stringify(value, (name, part: unknown) => (part === null && name !== "" ? undefined : writeLeaf(part)));
}

/** A value of an attribute that is no secret. */
export function writeValue(value: unknown): string {
  return value === null || value === undefined ? "nothing" : shorten(toJson(value));
}

function writeElements(values: readonly unknown[]): string {
  return values.map((one) => (typeof one === "string" ? one : shorten(toJson(one)))).join(", ");
}

/** How the value at the vendor differs from the one in the state: completes a sentence about the attribute. */
export function writeDifference(before: unknown, after: unknown): string {
  if (!Array.isArray(before) || !Array.isArray(after)) {
    return `is ${writeValue(after)} at the vendor, and ${writeValue(before)} in the state`;
  }
  const had = new Set(before.map(toJson));
  const has = new Set(after.map(toJson));
  const more = after.filter((one) => !had.has(toJson(one)));
  const less = before.filter((one) => !has.has(toJson(one)));
  const parts = [
    ...(more.length === 0 ? [] : [`has ${writeElements(more.slice(0, 3))} at the vendor in addition`]),
    ...(less.length === 0 ? [] : [`lacks ${writeElements(less.slice(0, 3))} there`]),
  ];
  return parts.length === 0 ? "is in another order at the vendor" : parts.join(", and ");
}
