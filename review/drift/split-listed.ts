import { push } from "#access/graph/connections.ts";
import { createAccountKey } from "#access/model/statements/account.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import { keyOfObject } from "../context/object-key.ts";
import { findNoun } from "./compare-attributes.ts";

type State = Instance["state"];

function findSplit(one: Instance) {
  return one.kind === "resource" ? findNoun(one).facts.split : undefined;
}

function keyOfList({ account, type }: Instance): string {
  return JSON.stringify([createAccountKey(account), type]);
}

/** Live objects, as reads of those in state would have them: what a list cannot tell apart, the state does. */
export function splitListed(live: readonly Instance[], stored: readonly Instance[]): readonly Instance[] {
  const states = new Map(stored.map((one) => [keyOfObject(one) ?? "", one.state]));
  const lists = new Map<string, State[]>();
  for (const one of live) if (findSplit(one) !== undefined) push(lists, keyOfList(one), one.state);
  return live.map((one) => {
    const split = findSplit(one);
    const known = split === undefined ? undefined : states.get(keyOfObject(one) ?? "");
    if (split === undefined || known === undefined) return one;
    return { ...one, state: split.split(one.state, known, lists.get(keyOfList(one)) ?? []) };
  });
}
