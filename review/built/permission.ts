import { everySelector } from "#access/model/permissions/permission.ts";
import type { RightAtom } from "#access/model/statements/right.ts";
import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { listFittingAccounts, spellRight } from "../ask.ts";
import { findScope, findSelector, QuestionError, titleOfAccount, vendorOfAccount } from "../names.ts";
import { readRight, type Target, writeTarget } from "../targets/target.ts";

/** What is asked about: a permission with its objects, as the vocabulary of a vendor makes it. */
export interface AskedPermission {
  /** Left out: whichever vendor the principal belongs to. */
  readonly vendor?: string;
  readonly action: string;
  readonly resource: string;
  /** Ids, names or addresses. Left out: all objects of the kind. */
  readonly selectors?: readonly string[];
}

/** A permission, or a text: `update dashboard`, `update dashboard:7`, `standing NAME`. */
export type Asked = AskedPermission | string;

/** One right that is asked about, in one account. */
export interface WantedRight {
  readonly account: string;
  readonly atom: RightAtom;
  /** Null is the whole account; undefined anywhere. */
  readonly scope: NodeId | null | undefined;
  readonly target: Exclude<Target, { readonly kind: "role" }>;
}

/** @throws QuestionError */
function readAsked(asked: Asked): readonly Exclude<ReturnType<typeof readRight>, undefined>[] {
  if (typeof asked === "string") {
    const right = readRight(asked);
    if (right !== undefined) return [right];
    throw new QuestionError(
      `${JSON.stringify(asked)} is no permission. Write ACTION RESOURCE, such as "update dashboard", or use a vendor's vocabulary.`,
    );
  }
  const { action, resource, selectors } = asked;
  if (selectors?.length === 0) {
    throw new QuestionError(`${action} ${resource}: \`selectors\` is an empty list. Leave it out for all.`);
  }
  return (selectors ?? [null]).map((selector) => ({ kind: "permission", action, resource, selector }));
}

function writeRight(right: ReturnType<typeof readAsked>[number]): string {
  return right.kind === "standing" ? `act as ${right.standing}` : writeTarget(right);
}

/** After "can": `update dashboard:7`. */
export function writeAsked(asked: Asked): string {
  return readAsked(asked).map(writeRight).join(", ");
}

/** @throws QuestionError */
function checkVendor(asked: Asked, account: string): void {
  const vendor = typeof asked === "string" ? undefined : asked.vendor;
  if (vendor === undefined || vendor === vendorOfAccount(account)) return;
  throw new QuestionError(
    `${writeAsked(asked)} is a permission of ${vendor}, and this account is at ${titleOfAccount(account)}. Use its vocabulary.`,
  );
}

/** The selector that means an object by its address, with the name of its stack before it where there are several. */
function findByAddress(graph: Graph, text: string): string | undefined {
  const isAddress = graph.nodes
    .all()
    .some(({ refs }) => refs.some((ref) => ref.kind === "address" && ref.text === text));
  return isAddress ? graph.read(text) : findSelector(graph, text);
}

function readTarget(graph: Graph, one: ReturnType<typeof readAsked>[number], account: string): WantedRight {
  if (one.kind === "standing") {
    const known = Object.keys(graph.facts.get(account)?.graph.standings ?? {});
    if (!known.includes(one.standing)) {
      const list = known.length === 0 ? "It has none." : `It has: ${known.join(", ")}.`;
      throw new QuestionError(`${titleOfAccount(account)} has no standing "${one.standing}". ${list}`);
    }
    const target = { ...one, account, scope: undefined };
    return { account, atom: { kind: "standing", standing: one.standing }, scope: undefined, target };
  }
  const address = one.selector === null ? undefined : findByAddress(graph, one.selector);
  const selector = address ?? one.selector;
  const spelled = { ...one, selector: address === undefined ? one.selector : null, scope: undefined };
  listFittingAccounts([account], spelled);
  const atom = spellRight(account, one, selector ?? everySelector);
  return { account, atom, scope: undefined, target: { ...one, selector, account, scope: undefined } };
}

/**
 * The rights that a permission means in an account.
 * @param on a scope, or `account`. Undefined: anywhere
 * @throws QuestionError for what the vendor does not have
 */
export function findWanted(
  graph: Graph,
  asked: Asked,
  { account, on }: { readonly account: string; readonly on: string | undefined },
): readonly WantedRight[] {
  checkVendor(asked, account);
  const scope = on === undefined ? undefined : findScope(graph, on, [account]);
  return readAsked(asked)
    .map((one) => readTarget(graph, one, account))
    .map((one) => ({ ...one, scope, target: { ...one.target, scope } }));
}
