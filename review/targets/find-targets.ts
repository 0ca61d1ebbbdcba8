import type { Graph } from "#access/graph/graph.ts";
import type { Node, NodeId } from "#access/graph/nodes.ts";
import { listSubjects } from "#access/graph/questions.ts";
import { quoteLine } from "#access/schema/shown-text.ts";
import { listFittingAccounts } from "../ask.ts";
import { findScope, findSelector, listCalls, listSubjectCalls, QuestionError, titleOfAccount } from "../names.ts";
import { findNearNames } from "../near-names.ts";
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

function suggest(what: string, text: string, calls: readonly string[]): string {
  const near = findNearNames(text.replaceAll("*", ""), calls).map((one) => `"${quoteLine(one, 200)}"`);
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

/** Everybody whom a name or a pattern means, by a name, an id, an address or a key. @throws QuestionError if nobody is */
export function findSubjects(graph: Graph, text: string, accounts: readonly string[]): readonly NodeId[] {
  const subjects = listSubjects(graph)
    .map((id) => graph.nodes.get(id))
    .filter((node) => node !== undefined)
    .filter(({ account }) => accounts.includes(account));
  return listNamed(subjects, text, { what: "subject", callsOf: (node) => listSubjectCalls(graph, node) });
}

/** Every role that a name or a pattern means. @throws QuestionError if none is */
export function findRoles(graph: Graph, text: string, accounts: readonly string[]): readonly NodeId[] {
  const roles = graph.nodes.all().filter(({ space, account }) => space === "role" && accounts.includes(account));
  return listNamed(roles, text, { what: "role", callsOf: listCalls });
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
