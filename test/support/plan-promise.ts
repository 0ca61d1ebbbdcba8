import { type Difference, findDifference } from "#access/graph/broadening.ts";
import { type Bound, coversTogether } from "#access/graph/covering.ts";
import { findEffectiveRights, type HeldRight } from "#access/graph/effective.ts";
import { buildGraph, type Graph } from "#access/graph/graph.ts";
import { matchNodes, translateRight } from "#access/graph/matching.ts";
import { describeNode } from "#review/names.ts";
import { readAccess } from "#review/read-source.ts";
import { listStatements } from "#access/graph/statements-of.ts";
import type { AccountSource } from "#access/model/statements/account.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import { listSubjects } from "#access/graph/questions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { graphFacts } from "#vendors/graph-facts-registry.gen.ts";
import type { AppliedPlan } from "#terraform/plugin/testing/workspace.ts";

function graphOf(instances: readonly Instance[]): Graph {
  const { statements, facts } = listStatements(
    { instances, blind: [], assumptions: [] },
    { vendors: vendorFacts, graphs: graphFacts },
  );
  return buildGraph(statements, facts);
}

type Accounts = ReadonlyMap<string, AccountSource>;

/** A state does not say whose it is: the plan does, by address. */
function readState(state: unknown, accounts: Accounts): Graph | undefined {
  const [first] = accounts.values();
  if (first === undefined) return undefined;
  const text = JSON.stringify(state);
  const vendors = [...accounts].map(([address, { vendor }]) => ({ address, vendor, endpoint: null }));
  if (!text.includes('"access_')) return graphOf([]);
  const choices = vendors.filter(({ address }) => text.includes(`"address":${JSON.stringify(address)}`));
  const fallback = { address: null, vendor: first.vendor, endpoint: null };
  const { reading } = readAccess(text, { side: null, vendors: [...choices, fallback] });
  if (reading.blind.length > 0) return undefined;
  return graphOf(reading.instances.map((one) => ({ ...one, account: accounts.get(one.address ?? "") ?? one.account })));
}

const selectorOfAddress = /^\(id of (.+)\)$/s;

/** Rights of one graph in the words of another one that knows the ids. */
function translate(rights: readonly HeldRight[], from: Graph, to: Graph): readonly HeldRight[] {
  const { toAfter } = matchNodes(from, to);
  return rights.map((right) => {
    const translated = translateRight(right, toAfter);
    if (translated.atom.kind !== "act") return translated;
    const [, address] = selectorOfAddress.exec(translated.atom.selector) ?? [];
    if (address === undefined) return translated;
    return { ...translated, atom: { ...translated.atom, selector: to.read(address) } };
  });
}

function write({ atom, scope }: HeldRight): string {
  return `${JSON.stringify(atom)} at ${scope ?? "the account"}`;
}

interface Side {
  readonly name: string;
  readonly graph: Graph;
}

/** What of `part` is not in `whole`, subject by subject: lines. Both are in the words of the real graph. */
function listMissing(planned: Side, real: Graph, direction: "promised" | "possible"): readonly string[] {
  const { toAfter } = matchNodes(planned.graph, real);
  const bound: Bound = direction === "promised" ? "lower" : "upper";
  return listSubjects(planned.graph).flatMap((subject) => {
    const other = toAfter.get(subject);
    const mine = translate(findEffectiveRights(planned.graph, subject)[bound], planned.graph, real);
    const theirs = other === undefined ? [] : findEffectiveRights(real, other)[bound];
    const [part, whole] = direction === "promised" ? [mine, theirs] : [theirs, mine];
    return part
      .filter((right) => !coversTogether(whole, right, { graph: real, bound }))
      .map((right) => `${planned.name}, ${direction}: ${describeNode(planned.graph, subject)}: ${write(right)}`);
  });
}

function listStrangers(planned: Side, real: Graph): readonly string[] {
  const { toBefore } = matchNodes(planned.graph, real);
  return listSubjects(real)
    .filter((subject) => toBefore.get(subject) === undefined)
    .filter((subject) => findEffectiveRights(real, subject).upper.length > 0)
    .map((subject) => `${planned.name}: the plan did not tell of ${describeNode(real, subject)}`);
}

function compare(planned: Side, real: Graph): readonly string[] {
  return [
    ...listMissing(planned, real, "promised"),
    ...listMissing(planned, real, "possible"),
    ...listStrangers(planned, real),
  ];
}

const isBroad = (verdict: string): boolean => verdict === "broadens" || verdict === "both";

/** Whether nothing is in doubt, so that a plan must say exactly what comes of it. */
function isExact(graph: Graph, { broadenings }: Difference): boolean {
  const isCertain = listSubjects(graph).every((subject) => {
    const { lower, upper } = findEffectiveRights(graph, subject);
    return lower.length === upper.length;
  });
  return isCertain && broadenings.every((one) => one.isCertain);
}

function compareVerdicts(planned: Graph, said: Difference, done: Difference): readonly string[] {
  const isSame = isExact(planned, said)
    ? said.verdict === done.verdict
    : isBroad(said.verdict) || !isBroad(done.verdict);
  return isSame ? [] : [`verdict: it said ${said.verdict}, and what was done ${done.verdict}`];
}

/**
 * What the review reads of a plan is what comes true of it: what it says for certain does, and nothing comes true that it
 * did not say at most.
 * @throws Error with each difference
 */
export function checkPlanPromise({ plan, state }: AppliedPlan): void {
  const document = JSON.parse(plan) as { readonly prior_state?: unknown; readonly timestamp?: string };
  if (!plan.includes('"access_')) return;
  const [before, after] = (["before", "after"] as const).map((side) => readAccess(plan, { side, vendors: [] }));
  if (before === undefined || after === undefined || before.blind.length + after.blind.length > 0) {
    return;
  }
  const all = [...before.reading.instances, ...after.reading.instances];
  const accounts: Accounts = new Map(all.map(({ address, account }) => [address ?? "", account]));
  const realBefore = document.prior_state === undefined ? graphOf([]) : readState(document.prior_state, accounts);
  const realAfter = readState(JSON.parse(state), accounts);
  if (realBefore === undefined || realAfter === undefined) {
    return;
  }
  // What is left behind is still there, and in no state.
  const managed = after.reading.instances.filter(({ presence }) => presence !== "left");
  const planned = { before: before.graph, after: graphOf(managed) };
  const at = document.timestamp ?? "2026-01-01T00:00:00Z";
  const { moves } = after.reading;
  const said = findDifference(planned.before, planned.after, {
    at,
    matching: matchNodes(planned.before, planned.after, moves),
  });
  const done = findDifference(realBefore, realAfter, { at, matching: matchNodes(realBefore, realAfter, moves) });
  const faults = [
    ...compare({ name: "before", graph: planned.before }, realBefore),
    ...compare({ name: "after", graph: planned.after }, realAfter),
    ...compareVerdicts(planned.after, said, done),
  ];
  if (faults.length > 0) throw new Error(`The plan does not say what came of it:\n${faults.join("\n")}`);
}
