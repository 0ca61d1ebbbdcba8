import { createHash } from "node:crypto";
import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import type { Right, RightAtom } from "#access/model/statements/right.ts";

const half = /\p{Cs}/u;

function encodeCharacter(character: string): string {
  if (half.test(character)) return `+u${character.charCodeAt(0).toString(16).toUpperCase()}`;
  const bytes = [...Buffer.from(character, "utf8")];
  return bytes.map((byte) => `+${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}

/**
 * A text in an identifier: reversible, and never empty. What not every tool takes, OpenFGA's own parser among them, is written as
 * bytes of UTF-8. An empty text is `+`.
 */
export function encodeText(text: string): string {
  return text === "" ? "+" : text.replaceAll(/[^A-Za-z0-9_.-]/gu, encodeCharacter);
}

/** The account of a key: `NAME@https+3A+2F+2Fsignals.example.com`, or `NAME/ALIAS` where the address is not known. */
export function encodeAccount(account: string): string {
  const [vendor, place, organization = null] = JSON.parse(account) as readonly [string, unknown, (string | null)?];
  if (typeof place !== "string") {
    const { alias } = place as { readonly alias: string };
    return `${encodeText(vendor)}/${encodeText(alias)}`;
  }
  const at = `${encodeText(vendor)}@${encodeText(place)}`;
  return organization === null ? at : `${at}@${encodeText(organization)}`;
}

/** What a node is known by: its id, else its name, else its address. */
export function encodeNode({ nodes }: Graph, id: NodeId): string {
  const ref = nodes.get(id)?.refs[0];
  return ref === undefined ? `node/${encodeText(id)}` : `${ref.kind}/${encodeText(ref.text)}`;
}

/** OpenFGA takes a `*` where it is not the first character. */
export function encodePart(text: string): string {
  return encodeText(text).replaceAll("+2A", "*");
}

function encodeAtom(atom: RightAtom, graph: Graph): string {
  switch (atom.kind) {
    case "act":
      return `act/${[atom.action, atom.resource, atom.selector].map(encodePart).join("/")}`;
    case "standing":
      return `standing/${encodeText(atom.standing)}`;
    case "opaque":
      return `unreadable/${encodeNode(graph, atom.what)}`;
    case "everyAct":
      return "every-permission";
    case "anything":
      return "anything";
  }
}

/** A right: its account, what it is, and where it holds. */
export function encodeRight({ account, atom, scope }: Right, graph: Graph): string {
  const at = scope === null ? "account" : `in/${encodeNode(graph, scope)}`;
  return `${encodeAccount(account)}/${encodeAtom(atom, graph)}/${at}`;
}

/** A digest in place of an identifier that is longer than a tool takes. No identifier of ours begins like it. */
export function digestText(text: string): string {
  return `+sha256/${createHash("sha256").update(text).digest("hex")}`;
}
