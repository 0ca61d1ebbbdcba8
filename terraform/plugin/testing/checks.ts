import { isDeepStrictEqual } from "node:util";
import type { Change, State, Values } from "./terraform-json.ts";

/** The actions of a plan by address, such as `update` or `delete, create`. Empty if it does nothing. */
export type Actions = Readonly<Record<string, string>>;

/** Describes what is wrong with a plan; undefined if nothing is wrong. */
export type PlanCheck = (changes: readonly Change[]) => string | undefined;

/** Describes what is wrong with a state; undefined if nothing is wrong. */
export type StateCheck = (state: State) => string | undefined;

export interface Checks {
  readonly plan?: readonly PlanCheck[];
  readonly state?: readonly StateCheck[];
}

/** @throws an error with the findings of all checks. */
export function runChecks<T>(checks: readonly ((given: T) => string | undefined)[], given: T): void {
  const wrong = checks.flatMap((check) => check(given) ?? []);
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
}

function compareValue(what: string, want: unknown, got: unknown): string | undefined {
  if (isDeepStrictEqual(got, want)) return undefined;
  return `${what} is ${JSON.stringify(got)}, wanted ${JSON.stringify(want)}`;
}

function compareValues(address: string, wanted: Values, got: Values | undefined): string | undefined {
  if (got === undefined) return `there is no ${address}`;
  const found = Object.keys(wanted).flatMap(
    (name) => compareValue(`${address}.${name}`, wanted[name], got[name]) ?? [],
  );
  return found.length === 0 ? undefined : found.join("\n");
}

export function actionsOf(changes: readonly Change[]): Actions {
  const doing = changes.filter(({ actions }) => !/^(no-op|read)$/.test(actions.join()));
  return Object.fromEntries(doing.map(({ address, actions }) => [address, actions.join(", ")]));
}

/** The plan does this and nothing else. */
export function does(actions: Actions): PlanCheck {
  return (changes) => compareValue("what the plan does", actions, actionsOf(changes));
}

/** The plan moves these resources (new address to old address) and no others. */
export function moves(wanted: Readonly<Record<string, string>>): PlanCheck {
  return (changes) => {
    const moved = changes.flatMap(({ address, movedFrom }) => (movedFrom === undefined ? [] : [[address, movedFrom]]));
    return compareValue("what the plan moves", wanted, Object.fromEntries(moved));
  };
}

/** These attributes, and no other at the top, become known when the plan is applied. */
export function leavesOpen(address: string, ...names: readonly string[]): PlanCheck {
  return (changes) => {
    const unknown = changes.find((change) => change.address === address)?.unknown ?? {};
    const open = Object.keys(unknown).filter((name) => unknown[name] === true);
    return compareValue(`what ${address} leaves open`, names.toSorted(), open.sort());
  };
}

/** The plan sets these attributes. */
export function plans(address: string, values: Values): PlanCheck {
  return (changes) => compareValues(address, values, changes.find((change) => change.address === address)?.after);
}

/** The state has these attributes; it may have others. */
export function holds(address: string, values: Values): StateCheck {
  return ({ resources }) => compareValues(address, values, resources[address]?.values);
}

/** Terraform hides exactly these attributes in its output. */
export function hides(address: string, ...names: readonly string[]): StateCheck {
  return ({ resources }) =>
    compareValue(`what ${address} hides`, names.toSorted(), resources[address]?.sensitive.toSorted());
}

/** Compares one attribute across the steps that are given the same check. */
function compareSteps(address: string, name: string, judge: (seen: unknown[], value: unknown) => boolean): StateCheck {
  const seen: unknown[] = [];
  return ({ resources }) => {
    const value = resources[address]?.values[name];
    if (value === undefined || value === null) return `${address}.${name} has no value`;
    const isRight = seen.length === 0 || judge(seen, value);
    seen.push(value);
    return isRight ? undefined : `${address}.${name} is ${JSON.stringify(value)} after ${JSON.stringify(seen[0])}`;
  };
}

/** The attribute is the same in every step that has this check. */
export function staysTheSame(address: string, name: string): StateCheck {
  return compareSteps(address, name, ([first], value) => isDeepStrictEqual(first, value));
}

/** The attribute is different in every step that has this check. */
export function isAlwaysNew(address: string, name: string): StateCheck {
  return compareSteps(address, name, (seen, value) => !seen.some((before) => isDeepStrictEqual(before, value)));
}
