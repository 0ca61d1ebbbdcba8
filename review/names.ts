import type { Graph } from "#access/graph/graph.ts";
import type { Node, NodeId } from "#access/graph/nodes.ts";
import { listSubjects, nameNodeOf } from "#access/graph/questions.ts";
import type { SubjectKind } from "#access/model/statements/statement.ts";
import { quoteLine } from "#access/schema/shown-text.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { dropIndexes } from "./addresses.ts";
import { findNearNames } from "#access/schema/near-names.ts";

/** A question cannot be asked as it is. The message says what to write instead. */
export class QuestionError extends Error {
  override readonly name = "QuestionError";
}

/** Everything by which somebody may call a node. */
export function listCalls(node: Node): readonly string[] {
  return [...new Set([...node.names, ...node.refs.map(({ text }) => text)])];
}

/** The vendor of an account, as `vendor` takes it. */
export function vendorOfAccount(account: string): string {
  const [vendor] = JSON.parse(account) as readonly [string];
  return vendor;
}

function readTitle(account: string): string {
  const vendor = vendorOfAccount(account);
  return Object.hasOwn(vendorFacts, vendor) ? (vendorFacts[vendor]?.title ?? vendor) : vendor;
}

// Every subject is told with it, and there are few. Accounts that nobody names have keys of their own.
const titles = new Map<string, string>();
const mostTitles = 1_000;

/** The vendor of an account, as its users write it. */
export function titleOfAccount(account: string): string {
  const title = titles.get(account) ?? readTitle(account);
  if (titles.size < mostTitles) titles.set(account, title);
  return title;
}

const words: { readonly [kind in SubjectKind]: string } = {
  account: "",
  member: "member ",
  group: "group ",
  idpGroup: "identity provider's group ",
  everyoneElse: "everyone else: ",
};

/** A name, what it is of and where it is, for people. */
export function describeNode(graph: Graph, id: NodeId): string {
  const node = graph.nodes.get(id);
  const name = nameNodeOf(graph, id);
  const address = node?.refs.find(({ kind, text }) => kind === "address" && text !== name)?.text;
  const kind = (node?.as ?? null) === null ? "" : words[node?.as ?? "account"];
  return address === undefined ? `${kind}${name}` : `${kind}${name} (${address})`;
}

/** Everything by which somebody may call a subject: its keys stand for it too. */
export function listSubjectCalls(graph: Graph, node: Node): readonly string[] {
  const keys = graph.credentials.get(node.id) ?? [];
  const named = keys.flatMap(({ id, name, cause }) => [id, name, cause.address]);
  return [...listCalls(node), ...named.filter((one) => typeof one === "string")];
}

/** By keys: of whom a credential is that somebody names. */
function listOwners(graph: Graph, text: string): readonly NodeId[] {
  return [...graph.credentials].flatMap(([subject, all]) => {
    const isNamed = all.some(({ id, name, cause }) => [id, name, cause.address].includes(text));
    return isNamed ? [subject] : [];
  });
}

const shownGaps = 5;

/** Whoever was not found may be where nobody could look. */
function describeGaps(blind: readonly string[]): string {
  if (blind.length === 0) return "";
  const more = blind.length > shownGaps ? ` And ${blind.length - shownGaps} more.` : "";
  return ` That does not show that there is none: not everything could be looked at. ${blind.slice(0, shownGaps).join(" ")}${more}`;
}

interface Searched {
  readonly calls: readonly string[];
  /** What could not be looked at: sentences. @default everything could */
  readonly blind?: readonly string[];
}

function refuse(what: string, text: string, { calls, blind = [] }: Searched): never {
  const near = findNearNames(text, calls).map((name) => quoteLine(name));
  const hint = near.length === 0 ? listAll(calls) : ` Did you mean ${near.join(" or ")}?`;
  throw new QuestionError(`no ${what} is called "${text}".${hint}${describeGaps(blind)}`);
}

const shownNames = 10;

function listAll(all: readonly string[]): string {
  // A group may have the name of its only account.
  const calls = [...new Set(all)];
  if (calls.length === 0) return " There is none.";
  const more = calls.length > shownNames ? `, and ${calls.length - shownNames} more` : "";
  return ` There are: ${calls
    .slice(0, shownNames)
    .map((name) => quoteLine(name))
    .join(", ")}${more}.`;
}

function pickOne(graph: Graph, what: string, { text, found }: { text: string; found: readonly NodeId[] }): NodeId {
  const [first, ...others] = found;
  if (first !== undefined && others.length === 0) return first;
  const all = found.map((id) => {
    const node = graph.nodes.get(id);
    const exact = node?.refs.find(({ kind }) => kind === "address") ?? node?.refs[0];
    return `${quoteLine(exact?.text ?? id)} at ${titleOfAccount(node?.account ?? "")}`;
  });
  throw new QuestionError(
    `"${text}" is the name of ${found.length} ${what}s. Give the address or the id of one: ${all.join(", ")}.`,
  );
}

/**
 * Finds a subject by its name, id or address, or by a key of it.
 * @param blind what could not be looked at
 * @throws QuestionError
 */
export function findSubject(graph: Graph, text: string, blind: readonly string[] = []): NodeId {
  const subjects = listSubjects(graph)
    .map((id) => graph.nodes.get(id))
    .filter((node) => node !== undefined);
  const exact = subjects.filter((node) => listCalls(node).includes(text)).map(({ id }) => id);
  const found = exact.length > 0 ? exact : listOwners(graph, text);
  if (found.length > 0) return pickOne(graph, "subject", { text, found });
  const shown = subjects.map(({ id }) => nameNodeOf(graph, id));
  const calls = subjects.flatMap((node) => listCalls(node)).filter((call) => dropIndexes(call) === call);
  const near = findNearNames(text, calls);
  return refuse("subject", text, { calls: near.length > 0 ? calls : shown, blind });
}

/** The word for the whole account, where a scope is asked for. */
export const wholeAccount = "account";

/** Finds a scope in some accounts; null is the whole account. @throws QuestionError */
export function findScope(graph: Graph, text: string, accounts: readonly string[]): NodeId | null {
  if (text === wholeAccount) return null;
  const scopes = graph.nodes.all().filter(({ space, account }) => space === "scope" && accounts.includes(account));
  const found = scopes.filter((node) => listCalls(node).includes(text)).map(({ id }) => id);
  if (found.length > 0) return pickOne(graph, "scope", { text, found });
  return refuse("scope", text, { calls: [...scopes.flatMap((node) => listCalls(node)), wholeAccount] });
}

const addressed = /^(?:module\.|data\.access_|access_)/;

/**
 * The selector that means what is at an address, also before it has an id. Undefined for a text that is no address.
 * @throws QuestionError if nothing is there
 */
export function findSelector({ nodes, read }: Graph, text: string): string | undefined {
  if (!addressed.test(text)) return undefined;
  const addresses = nodes
    .all()
    .flatMap(({ refs }) => refs.flatMap((ref) => (ref.kind === "address" ? [ref.text] : [])));
  return addresses.includes(text) ? read(text) : refuse("object", text, { calls: addresses });
}
