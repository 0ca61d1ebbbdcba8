import { isDeepStrictEqual } from "node:util";
import type { Path } from "#access/graph/effective.ts";
import { createAccountKey } from "#access/model/statements/account.ts";
import type { Cause, Happening, Instance } from "#access/model/statements/instance.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import type { AccessChange } from "./access-change.ts";
import { joinAccounts } from "./join-accounts.ts";

const changing: ReadonlySet<Happening> = new Set<Happening>(["created", "updated", "replaced", "imported"]);

/** Whether something says what it says because of the change. */
export function isChanging({ happening }: Pick<Cause, "happening">): boolean {
  return changing.has(happening);
}

/** Whether a path is there because of the change. */
export function isChangedPath({ causes }: Path): boolean {
  return causes.some(isChanging);
}

/** Whether anything is created, changed or taken away. */
export function changesAnything({ before, after }: AccessChange): boolean {
  return before.instances.length !== after.instances.length || after.instances.some(isChanging);
}

function keyOf({ account, type, kind, address, state }: Instance): string {
  return JSON.stringify([createAccountKey(account), type, kind, address ?? state["id"] ?? null]);
}

/** Whether another id may come of another secret: that makes one, and nothing changed that would make another object. */
function isRotated(old: Instance, now: Instance): boolean {
  const attributes = nounDefinitions.find(({ type }) => type === now.type)?.attributes ?? {};
  const list = (change: string): readonly string[] =>
    Object.entries(attributes).flatMap(([name, { facts }]) => (facts.change === change ? [name] : []));
  return (
    list("rotates").length > 0 && list("replaces").every((name) => isDeepStrictEqual(old.state[name], now.state[name]))
  );
}

function compare(old: Instance | undefined, now: Instance): Happening {
  if (old === undefined) return "created";
  if (isDeepStrictEqual(old.state, now.state)) return now.happening;
  return isDeepStrictEqual(old.state["id"], now.state["id"]) || isRotated(old, now) ? "updated" : "replaced";
}

/** What happened between two documents, neither of which says it: a state shows what is, and not what came of it. */
export function deriveHappenings(before: readonly Instance[], after: readonly Instance[]): readonly Instance[] {
  const joined = joinAccounts({ before, after });
  const known = new Map(joined.before.map((one) => [keyOf(one), one]));
  return after.map((now, at) => {
    const same = joined.after[at] ?? now;
    return now.presence === "data" ? now : { ...now, happening: compare(known.get(keyOf(same)), now) };
  });
}
