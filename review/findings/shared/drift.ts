import type { Graph } from "#access/graph/graph.ts";
import { findNode } from "#access/graph/graph.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import type { Ref } from "#access/model/statements/ref.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import type { AccessChange } from "../../change/access-change.ts";
import { classify, type Classified, findSubjectNode, type ObjectClass } from "../../drift/classify.ts";
import type { Drift } from "../../drift/drift.ts";
import type { FoundObject, Matter } from "../definition.ts";
import { findAdministration, isEverything } from "./standings.ts";
import { nameSubject } from "./words.ts";

/** What every finding about drift says of its object. @param attribute in camelCase */
export function describeObject({ type, state }: Instance, attribute: string | null = null): FoundObject {
  const { id } = state;
  return {
    type,
    id: typeof id === "string" ? id : null,
    attribute: attribute === null ? null : toSnakeCase(attribute),
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
        : `${nameRef(graph, gives)} for ${nameRef(graph, subject)}`;
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
        message: `${say(nameObject(graph, instance))}${isAdmin ? " It administers the whole account." : ""}${tellTraces(instance)}`,
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

/** A value of an attribute that is no secret. */
export function writeValue(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  return shorten(JSON.stringify(value, (_, part: unknown) => writeLeaf(part)));
}
