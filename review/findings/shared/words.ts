import type { HeldRight } from "#access/graph/effective.ts";
import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { nameNodeOf } from "#access/graph/questions.ts";
import type { ToldRight } from "../../report/review-report.ts";
import { tellRight } from "../../report/tell.ts";

const shown = 3;

/** A few of several texts, and how many there are beside them. */
export function listSome(texts: readonly string[], most = shown): string {
  const some = texts.slice(0, most).join(", ");
  return texts.length > most ? `${some} and ${texts.length - most} more` : some;
}

/** After "may". */
function toVerb({ kind, text }: ToldRight): string {
  switch (kind) {
    case "permission":
      return text;
    case "standing":
      return `act as ${text}`;
    case "everyPermission":
      return `do ${text}`;
    case "unreadable":
    case "anything":
      return `do ${text}`;
  }
}

function writeRight(graph: Graph, right: HeldRight): string {
  const told = tellRight(right);
  const { selector } = told;
  const text = toVerb(told);
  const on = selector === null ? "" : ` [${selector}]`;
  return right.scope === null ? `${text}${on}` : `${text}${on} in ${nameNodeOf(graph, right.scope)}`;
}

/** A few rights in words: those that say most first. */
export function writeRights(graph: Graph, rights: readonly HeldRight[]): string {
  const standings = rights.filter(({ atom }) => atom.kind !== "act");
  const acts = rights.filter(({ atom }) => atom.kind === "act");
  return listSome([...standings, ...acts].map((right) => writeRight(graph, right)));
}

/** A subject by its name, and whose it is if the name does not say. */
export function nameSubject(graph: Graph, id: NodeId): string {
  const node = graph.nodes.get(id);
  const name = nameNodeOf(graph, id);
  switch (node?.as) {
    case "group":
      return `the group ${name}`;
    case "idpGroup":
      return `everybody in the identity provider's group ${name}`;
    case "everyoneElse":
      return "everybody whose groups are not mapped";
    default:
      return name;
  }
}
