import type { Graph } from "#access/graph/graph.ts";
import type { Node, NodeId } from "#access/graph/nodes.ts";
import { quoteLine } from "#access/schema/shown-text.ts";
import { listFittingAccounts } from "../ask.ts";
import { findScope, findSelector, listCalls, listSubjectCalls, QuestionError, titleOfAccount } from "../names.ts";
import { findNearNames } from "#access/schema/near-names.ts";
import { matchesPattern } from "./name-pattern.ts";
import type { NamedTarget, Target, TargetPlace } from "./target.ts";

/** What says which accounts are meant, and where in them. */
export interface Where {
  /** A scope, or "account" for the whole account. Null: anywhere. */
  readonly scope: string | null;
  readonly accounts: readonly string[];
}

function isMeant(calls: readonly string[], pattern: string): boolean {
  return calls.some((call) => matchesPattern(call, pattern));
}

export function suggest(what: string, text: string, calls: readonly string[]): string {
  const own = [...new Set(calls)].filter((call) => !call.startsWith(idPrefix));
  const near = findNearNames(text.replaceAll("*", ""), own).map((one) => `"${quoteLine(one, 200)}"`);
  const hint = near.length === 0 ? "" : ` Did you mean ${near.join(" or ")}?`;
  return `no ${what} is called "${quoteLine(text, 200)}".${hint}`;
}

function listNamed(nodes: readonly Node[], text: string, { what, callsOf }: Naming): readonly NodeId[] {
  const found = nodes.filter((node) => isMeant(callsOf(node), text)).map(({ id }) => id);
  if (found.length > 0) return found;
  throw new QuestionError(suggest(what, text, nodes.flatMap(callsOf)));
}

interface Naming {
  readonly what: string;
  readonly callsOf: (node: Node) => readonly string[];
}

/** Subjects or roles of some accounts. */
export interface Bearers {
  readonly what: "subject" | "role";
  readonly accounts: readonly string[];
}

export function listBearers(graph: Graph, { what, accounts }: Bearers): readonly Node[] {
  const isOne = ({ space, as }: Node): boolean => (what === "role" ? space === "role" : as !== null);
  return graph.nodes.all().filter((node) => isOne(node) && accounts.includes(node.account));
}

/** Before an id, where nothing but an id is meant. */
export const idPrefix = "id:";

function withPrefix(ids: readonly string[]): readonly string[] {
  return ids.map((id) => `${idPrefix}${id}`);
}

/** Ids, as they are and with the prefix, and addresses: its own, and those of its keys. */
export function listExactCalls({ credentials }: Graph, { id, refs }: Node): readonly string[] {
  const keys = credentials.get(id) ?? [];
  const ids = [...refs.flatMap(({ kind, text }) => (kind === "id" ? [text] : [])), ...keys.map((key) => key.id)];
  const known = ids.filter((one) => typeof one === "string");
  const addresses = refs.flatMap(({ kind, text }) => (kind === "address" ? [text] : []));
  const ofKeys = keys.map(({ cause }) => cause.address).filter((one) => typeof one === "string");
  return [...known, ...withPrefix(known), ...addresses, ...ofKeys];
}

/** Names of its own, and not those of its keys. */
export function listOwnNames({ names, refs }: Node): readonly string[] {
  return [...new Set([...names, ...refs.flatMap(({ kind, text }) => (kind === "name" ? [text] : []))])];
}

/** Everybody whom a name or a pattern means, by a name, an id, an address or a key. @throws QuestionError if nobody is */
export function findSubjects(graph: Graph, text: string, accounts: readonly string[]): readonly NodeId[] {
  const callsOf = (node: Node) => [...listSubjectCalls(graph, node), ...listExactCalls(graph, node)];
  return listNamed(listBearers(graph, { what: "subject", accounts }), text, { what: "subject", callsOf });
}

/** Every role that a name or a pattern means. @throws QuestionError if none is */
export function findRoles(graph: Graph, text: string, accounts: readonly string[]): readonly NodeId[] {
  const callsOf = (node: Node) => [...listCalls(node), ...listExactCalls(graph, node)];
  return listNamed(listBearers(graph, { what: "role", accounts }), text, { what: "role", callsOf });
}

/** @throws QuestionError for a scope that no account has */
function findPlaces(graph: Graph, scope: string | null, accounts: readonly string[]): readonly TargetPlace[] {
  if (scope === null) return accounts.map((account) => ({ account, scope: undefined }));
  const found = findScope(graph, scope, accounts);
  const [own = ""] = found === null ? [""] : [graph.nodes.get(found)?.account];
  return (found === null ? accounts : [own]).map((account) => ({ account, scope: found }));
}

function findStanding(graph: Graph, standing: string, accounts: readonly string[]): readonly string[] {
  const standingsOf = (account: string): readonly string[] =>
    Object.keys(graph.facts.get(account)?.graph.standings ?? {});
  const fitting = accounts.filter((account) => standingsOf(account).includes(standing));
  if (fitting.length > 0) return fitting;
  throw new QuestionError(suggest("standing", standing, accounts.flatMap(standingsOf)));
}

/** What is meant in each account that has such a thing. @throws QuestionError if none has */
export function findTargets(graph: Graph, named: NamedTarget, { scope, accounts }: Where): readonly Target[] {
  switch (named.kind) {
    case "role": {
      const roles = findRoles(graph, named.name, accounts);
      const places = findPlaces(graph, scope, accounts);
      return roles.flatMap((role) => {
        const account = graph.nodes.get(role)?.account;
        return places
          .filter((place) => place.account === account)
          .map((place): Target => ({ ...place, kind: "role", role }));
      });
    }
    case "permission": {
      const address = named.selector === null ? undefined : findSelector(graph, named.selector);
      const spelled = { ...named, selector: address === undefined ? named.selector : null, scope: undefined };
      const fitting = listFittingAccounts(accounts, spelled);
      return findPlaces(graph, scope, fitting).map((place): Target => {
        return { ...place, ...named, selector: address ?? named.selector };
      });
    }
    case "standing":
      return findPlaces(graph, scope, findStanding(graph, named.standing, accounts)).map((place): Target => {
        return { ...place, ...named };
      });
  }
}

/** The accounts of a graph, or those of one vendor. @throws QuestionError if there is none */
export function listAccounts(graph: Graph, vendor: string | null): readonly string[] {
  const all = [...graph.facts.keys()].sort();
  if (vendor === null) return all;
  const isOf = (account: string): boolean => {
    const [name] = JSON.parse(account) as readonly [string];
    return name === vendor;
  };
  const own = all.filter(isOf);
  if (own.length > 0) return own;
  const titles = [...new Set(all.map(titleOfAccount))].join(", ");
  throw new QuestionError(`no account is at the vendor "${quoteLine(vendor, 200)}". There are accounts at: ${titles}.`);
}
