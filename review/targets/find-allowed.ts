import type { Graph } from "#access/graph/graph.ts";
import type { Node, NodeId } from "#access/graph/nodes.ts";
import { quoteLine } from "#access/schema/shown-text.ts";
import { titleOfAccount } from "../names.ts";
import { type Bearers, idPrefix, listBearers, listExactCalls, listOwnNames, suggest } from "./find-targets.ts";

/** Whom a text of a list lets in. */
export type Allowed =
  | { readonly kind: "found"; readonly all: readonly NodeId[] }
  /** `says` is a sentence. */
  | { readonly kind: "missing" | "refused"; readonly says: string };

/** Ids as vendors make them: a UUID or digits. Whoever creates something chooses its name, and not its id. */
const idForm = /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\d+)$/i;

function refuseSeveral(text: string, nodes: readonly Node[]): Allowed {
  const accounts = [...new Set(nodes.map(({ account }) => account))];
  const said = `"${quoteLine(text, 200)}" is the name of ${nodes.length}`;
  if (accounts.length < nodes.length) {
    const says = `${said} of one account. Give the id or the address of the one that is meant.`;
    return { kind: "refused", says };
  }
  const titles = [...new Set(accounts.map(titleOfAccount))].sort();
  const vendor = titles.length === 1 ? "" : ", or write `vendor` beside the rule";
  const says = `${said}, in ${accounts.length} accounts at ${titles.join(" and ")}, and lets nobody in. Give the address or the id of the one that is meant${vendor}.`;
  return { kind: "refused", says };
}

function findByName(named: readonly Node[], text: string): Allowed {
  if (idForm.test(text)) {
    const says = `nothing has the id "${quoteLine(text, 200)}", and a name that looks like an id lets nobody in. Give the address.`;
    return { kind: "refused", says };
  }
  const vendors = named.map(({ account }) => (JSON.parse(account) as readonly [string])[0]);
  const twice = vendors.find((vendor, index) => vendors.indexOf(vendor) !== index);
  if (twice === undefined) return { kind: "found", all: named.map(({ id }) => id) };
  return refuseSeveral(
    text,
    named.filter((_, index) => vendors[index] === twice),
  );
}

/**
 * Whom a text means in a list that allows something. Whoever writes a change also chooses names: a name lets somebody in only if
 * one alone bears it in all accounts at a vendor, the name of a key lets nobody in, and an id or an address means nothing else.
 */
export function findAllowed(graph: Graph, text: string, bearers: Bearers): Allowed {
  const nodes = listBearers(graph, bearers);
  const exact = nodes.filter((node) => listExactCalls(graph, node).includes(text));
  if (exact.length > 1) return refuseSeveral(text, exact);
  if (exact.length === 1) return { kind: "found", all: exact.map(({ id }) => id) };
  const isId = text.startsWith(idPrefix);
  const named = isId ? [] : nodes.filter((node) => listOwnNames(node).includes(text));
  if (named.length > 0) return findByName(named, text);
  const isOfKey = [...graph.credentials.values()].some((all) => all.some(({ name }) => name === text));
  if (isOfKey && bearers.what === "subject") {
    const says = `"${quoteLine(text, 200)}" is the name of a key, and the name of a key lets nobody in. Give the id or the address of the key or of its account.`;
    return { kind: "refused", says };
  }
  const calls = nodes.flatMap((node) => [...listOwnNames(node), ...listExactCalls(graph, node)]);
  return { kind: "missing", says: suggest(bearers.what, text, calls) };
}
