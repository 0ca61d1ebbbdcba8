import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { listSubjects } from "#access/graph/questions.ts";
import { listManagedRoles } from "#access/graph/world.ts";
import { QuestionError } from "../names.ts";
import { findAllowed } from "../targets/find-allowed.ts";
import { type Bearers, findRoles, findSubjects, findTargets, listAccounts } from "../targets/find-targets.ts";
import { doubtUnnamed, findUnnamed, findUnnamedTargets } from "../targets/find-unnamed.ts";
import { findGrant, findHolding, findWay, type Way } from "../targets/find-way.ts";
import type { NamedTarget, Target } from "../targets/target.ts";
import type { Assertion, Rule } from "./assertion.ts";
import { compareExactly } from "./compare-exactly.ts";
import type { AssertionVerdict, Violation } from "./violation.ts";
import { writeViolation } from "./write-violation.ts";

interface Allowed {
  readonly found: ReadonlySet<NodeId>;
  /** Names that nothing bears: sentences. */
  readonly missing: readonly string[];
}

/** What the names of a rule lead to. */
class Finder {
  readonly unmatched: string[] = [];
  readonly accounts: readonly string[];
  /** Whoever may be meant, because its name is not known. */
  readonly unnamed = new Set<NodeId>();
  readonly #graph: Graph;

  constructor(graph: Graph, vendor: string | null) {
    this.#graph = graph;
    this.accounts = this.#try(() => listAccounts(graph, vendor));
  }

  #try<T>(find: () => readonly T[], problems: string[] = this.unmatched): readonly T[] {
    try {
      return find();
    } catch (error) {
      if (!(error instanceof QuestionError)) throw error;
      problems.push(error.message);
      return [];
    }
  }

  /** Everybody whom a rule names. */
  findAll(names: readonly string[], what: Bearers["what"]): Set<NodeId> {
    const find = what === "role" ? findRoles : findSubjects;
    if (this.accounts.length === 0) return new Set();
    return new Set(names.flatMap((name) => this.#try(() => find(this.#graph, name, this.accounts))));
  }

  /** Everybody whom a rule that forbids something names, and whoever may be one of them. */
  findForbidden(names: readonly string[], what: Bearers["what"]): ReadonlySet<NodeId> {
    const found = this.findAll(names, what);
    for (const name of names) {
      for (const { id } of findUnnamed(this.#graph, name, { what, accounts: this.accounts })) {
        if (!found.has(id)) this.unnamed.add(id);
      }
    }
    for (const id of this.unnamed) found.add(id);
    return found;
  }

  /** Those who are allowed something. */
  listAllowed(names: readonly string[], what: Bearers["what"]): Allowed {
    const found = new Set<NodeId>();
    const missing: string[] = [];
    const { accounts } = this;
    for (const name of accounts.length === 0 ? [] : names) {
      const own = findAllowed(this.#graph, name, { what, accounts });
      if (own.kind === "found") for (const id of own.all) found.add(id);
      else (own.kind === "missing" ? missing : this.unmatched).push(own.says);
    }
    return { found, missing };
  }

  /** For lists of which one who is there is enough. */
  listSomeAllowed(names: readonly string[], what: Bearers["what"]): ReadonlySet<NodeId> {
    const { found, missing } = this.listAllowed(names, what);
    if (found.size === 0) this.unmatched.push(...missing);
    return found;
  }

  findTargets(named: readonly NamedTarget[], scope: string | null): readonly Target[] {
    const { accounts } = this;
    if (accounts.length === 0) return [];
    return named.flatMap((one) => this.#try(() => findTargets(this.#graph, one, { scope, accounts })));
  }

  /** What is forbidden, and roles that may be of it. */
  findForbiddenTargets(named: readonly NamedTarget[], scope: string | null): readonly Target[] {
    const found = this.findTargets(named, scope);
    const known = new Set(found.flatMap((one) => (one.kind === "role" ? [one.role] : [])));
    const others = findUnnamedTargets(this.#graph, named, { scope, accounts: this.accounts }).filter((one) => {
      return one.kind === "role" && !known.has(one.role);
    });
    for (const one of others) if (one.kind === "role") this.unnamed.add(one.role);
    return [...found, ...others];
  }

  /** A way to what may not be meant is not certain. */
  doubt(who: NodeId, target: Target, way: Way): Way {
    const all = [who, ...(target.kind === "role" ? [target.role] : [])].filter((id) => this.unnamed.has(id));
    return doubtUnnamed(this.#graph, way, all);
  }
}

type SubjectRule = Extract<Rule, { readonly kind: "subject" }>;
type Verb = SubjectRule["verb"];

interface Has {
  readonly target: Target;
  readonly way: Way;
}

/** What is certain goes before what is not, and what somebody has before what it could come to. */
function compareWays({ way: one }: Has, { way: other }: Has): number {
  return Number(other.isCertain) - Number(one.isCertain) || one.chain.length - other.chain.length;
}

/** What one subject or role has too much of, in one violation. */
function tellTooMuch(graph: Graph, who: NodeId, { all, verb }: { all: readonly Has[]; verb: Verb | "grant" }) {
  const [first, ...others] = all.toSorted(compareWays);
  if (first === undefined) return [];
  const { way } = first;
  const violation: Violation = {
    who,
    says: writeViolation(graph, who, { ...first, verb, others: others.map(({ target }) => target) }),
    isCertain: way.isCertain,
    isInSteps: way.chain.length > 0,
    target: way.chain.length > 0 && way.like === null ? first.target : null,
    paths: way.paths,
  };
  return [violation];
}

interface SubjectQuestion {
  readonly targets: readonly Target[];
  readonly verb: Verb;
  readonly except: ReadonlySet<NodeId>;
  readonly finder: Finder;
}

function judgeSubject(
  graph: Graph,
  subject: NodeId,
  { targets, verb, except, finder }: SubjectQuestion,
): readonly Violation[] {
  const all = targets.flatMap((target): readonly Has[] => {
    const question = { subject, target, except };
    const way =
      verb === "hold" ? findHolding(graph, question) : findWay(graph, { ...question, isInSteps: verb === "reach" });
    return way === undefined ? [] : [{ target, way: finder.doubt(subject, target, way) }];
  });
  return tellTooMuch(graph, subject, { all, verb });
}

function findNamed(finder: Finder, { mode, names }: Exclude<Rule, { kind: "holders" }>, what: Bearers["what"]) {
  switch (mode) {
    case "only":
      return finder.listSomeAllowed(names, what);
    case "never":
      return finder.findForbidden(names, what);
    case "exactly":
      return finder.findAll(names, what);
  }
}

function judgeSubjects(graph: Graph, rule: SubjectRule, finder: Finder): readonly Violation[] {
  const { mode, verb, scope } = rule;
  const named = findNamed(finder, rule, "subject");
  const targets =
    mode === "exactly" ? finder.findTargets(rule.targets, scope) : finder.findForbiddenTargets(rule.targets, scope);
  if (mode === "exactly") {
    if (finder.unmatched.length > 0) return [];
    return [...named].flatMap((subject) => compareExactly(graph, subject, { verb, targets }));
  }
  const all = mode === "never" ? [...named] : listSubjects(graph).filter((id) => !named.has(id));
  const except = mode === "only" ? named : new Set<NodeId>();
  return all.flatMap((subject) => judgeSubject(graph, subject, { targets, verb, except, finder }));
}

function judgeRoles(graph: Graph, rule: Extract<Rule, { readonly kind: "role" }>, finder: Finder) {
  const { mode } = rule;
  const named = findNamed(finder, rule, "role");
  const targets = finder.findTargets(rule.targets, null);
  if (mode === "exactly") {
    if (finder.unmatched.length > 0) return [];
    return [...named].flatMap((role) => compareExactly(graph, role, { verb: "grant", targets }));
  }
  const managed = listManagedRoles(graph);
  const others = [...graph.roles.keys()].filter((role) => !named.has(role) && !managed.has(role));
  return (mode === "never" ? [...named] : others).flatMap((role) => {
    const all = targets.flatMap((target): readonly Has[] => {
      const way = findGrant(graph, role, target);
      return way === undefined ? [] : [{ target, way: finder.doubt(role, target, way) }];
    });
    return tellTooMuch(graph, role, { all, verb: "grant" });
  });
}

function judgeHolders(graph: Graph, rule: Extract<Rule, { readonly kind: "holders" }>, finder: Finder) {
  const { found: named, missing } = finder.listAllowed(rule.names, "subject");
  finder.unmatched.push(...missing);
  const targets = finder.findTargets([rule.target], rule.scope);
  const verb = rule.target.kind === "role" ? "hold" : "may";
  const others = listSubjects(graph).filter((id) => !named.has(id));
  return [
    ...others.flatMap((subject) => judgeSubject(graph, subject, { targets, verb, except: named, finder })),
    ...[...named].flatMap((subject) => compareExactly(graph, subject, { verb, targets, isMoreAllowed: true })),
  ];
}

/** What a graph makes of an assertion. Pure: whatever asks, of a plan, a stack in a unit test or a live account, is told the same. */
export function judgeAssertion(graph: Graph, { rule, vendor }: Pick<Assertion, "rule" | "vendor">): AssertionVerdict {
  const finder = new Finder(graph, vendor);
  const judge = (): readonly Violation[] => {
    switch (rule.kind) {
      case "subject":
        return judgeSubjects(graph, rule, finder);
      case "role":
        return judgeRoles(graph, rule, finder);
      case "holders":
        return judgeHolders(graph, rule, finder);
    }
  };
  const violations = judge();
  return { violations, unmatched: [...new Set(finder.unmatched)] };
}
