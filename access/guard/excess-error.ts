import type { Graph } from "../graph/graph.ts";
import type { Node } from "../graph/nodes.ts";
import type { RightAtom } from "../model/statements/right.ts";
import { AccessError } from "../model/errors.ts";
import { everySelector } from "../model/permissions/permission.ts";
import type { ResourceDefinition } from "../schema/definition.ts";
import type { AccessFacts } from "../model/statements/graph-facts.ts";
import { isUnknown } from "../schema/unknown.ts";
import { ownAddress } from "./account.ts";
import type { ExcessRight } from "./excess.ts";

type State = { readonly [attribute: string]: unknown };

/** What a message is about. */
export interface Told {
  readonly definition: ResourceDefinition;
  readonly planned: State;
  /** The graph after the change. */
  readonly graph: Graph;
  readonly facts: AccessFacts;
}

const mostShown = 10;

function list(texts: readonly string[]): string {
  const shown = texts.slice(0, mostShown).join(", ");
  return texts.length > mostShown ? `${shown}, and ${texts.length - mostShown} more` : shown;
}

function nameNode({ names, refs }: Node): string {
  const id = refs.find(({ kind }) => kind === "id")?.text;
  const [name] = names;
  if (name === undefined) return id ?? "";
  return id === undefined ? `"${name}"` : `"${name}" (${id})`;
}

function describeScope(scope: string | null, { graph }: Told): string {
  const node = scope === null ? undefined : graph.nodes.get(scope);
  if (node === undefined) return "";
  const text = node.refs.find(({ kind }) => kind === "id")?.text ?? node.names[0] ?? "";
  return ` in ${text.replace("/", " ")}`;
}

function describeRight({ right, isCertain }: ExcessRight, told: Told): string {
  const { atom, scope } = right;
  const where = describeScope(scope, told);
  switch (atom.kind) {
    case "act": {
      const { action, resource, selector } = atom;
      const on = selector === everySelector ? (isCertain ? "" : " [known after apply]") : ` [${selector}]`;
      return `${action} on ${resource}${on}${where}`;
    }
    case "standing": {
      const { standings } = told.facts.graph;
      const says = Object.hasOwn(standings, atom.standing) ? standings[atom.standing]?.says : undefined;
      return says === undefined ? `${atom.standing}${where}` : `${atom.standing} (${says})${where}`;
    }
    case "opaque":
      return `what cannot be read of ${atom.what}${where}`;
    case "everyAct":
    case "anything":
      return `everything that a role can grant${where}`;
  }
}

function countRights(excess: readonly ExcessRight[]): string {
  const countOf = (word: string, isMeant: (kind: RightAtom["kind"]) => boolean): readonly string[] => {
    const count = excess.filter(({ right }) => isMeant(right.atom.kind)).length;
    return count === 0 ? [] : [count === 1 ? `1 ${word}` : `${count} ${word}s`];
  };
  return [
    ...countOf("permission", (kind) => kind === "act"),
    ...countOf("standing", (kind) => kind === "standing"),
    ...countOf("unlimited right", (kind) => kind !== "act" && kind !== "standing"),
  ].join(" and ");
}

function toWords(type: string): string {
  return type.replaceAll("_", " ");
}

/** The other objects that the resource names: of each reference its noun, and what is known of it. */
function listReferences({ definition, planned, graph }: Told): readonly string[] {
  return Object.entries(definition.attributes).flatMap(([name, { facts }]) => {
    const id = planned[name];
    if (facts.refersTo === undefined || typeof id !== "string") return [];
    const node = graph.nodes.all().find(({ refs }) => refs.some(({ kind, text }) => kind === "id" && text === id));
    return [`${toWords(facts.refersTo)} ${node === undefined ? id : nameNode(node)}`];
  });
}

/** The noun with its name and, without one, with what it refers to. */
function describeResource(told: Told): string {
  const { definition, planned } = told;
  const words = toWords(definition.type);
  const name = [planned["name"], planned["email"]].find((one) => typeof one === "string");
  const references = listReferences(told);
  const of = references.length === 0 ? "" : ` of ${references.join(" and ")}`;
  if (name !== undefined) return `${words.charAt(0).toUpperCase()}${words.slice(1)} "${name}"${of}`;
  return `The ${words}${of}`;
}

/** The roles and groups that the rights come from, unless the resource itself is one or names it. */
function listSources(excess: readonly ExcessRight[], told: Told, subject: string): readonly string[] {
  const nodes = excess.flatMap(({ right }) =>
    right.paths.flatMap(({ role, groups }) => [...groups, ...(role === null ? [] : [role])]),
  );
  const sources = [...new Set(nodes)].flatMap((id) => {
    const node = told.graph.nodes.get(id);
    if (node === undefined || node.refs.some(({ kind, text }) => kind === "address" && text === ownAddress)) return [];
    const name = nameNode(node);
    return name === "" || subject.includes(name) ? [] : [`${node.space} ${name}`];
  });
  return sources.sort();
}

/** The attribute that gives all of them. */
function findAttribute(excess: readonly ExcessRight[]): string | undefined {
  const causes = excess.flatMap(({ right }) => right.paths.flatMap((path) => path.causes));
  const own = causes.filter(({ address, attribute }) => address === ownAddress && attribute !== null);
  const attributes = new Set(own.map(({ attribute }) => attribute));
  const [only] = attributes;
  return attributes.size === 1 ? (only ?? undefined) : undefined;
}

/** Says what a change gives that the token does not have, and where it comes from. */
export function createExcessError(excess: readonly ExcessRight[], holder: string, told: Told): AccessError {
  const subject = describeResource(told);
  const standings = excess.filter(({ right }) => right.atom.kind !== "act");
  const acts = excess.filter(({ right }) => right.atom.kind === "act");
  const texts = [standings, acts].flatMap((some) => [...new Set(some.map((one) => describeRight(one, told)))].sort());
  const sources = listSources(excess, told, subject);
  const from = sources.length === 0 ? "" : ` From: ${list(sources)}.`;
  const message = `${subject} would grant ${countRights(excess)} that the token's own ${holder} does not have: ${list(texts)}.${from}`;
  const attribute = findAttribute(excess);
  const path = attribute === undefined || isUnknown(told.planned[attribute]) ? [] : [attribute];
  return new AccessError("escalation", message, path.length === 0 ? {} : { path });
}
