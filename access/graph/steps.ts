import type { Power, Target } from "../model/statements/power.ts";
import { type ExactRef, keyOfRef } from "../model/statements/ref.ts";
import type { Cause } from "../model/statements/instance.ts";
import type { Grant, Place, Statement } from "../model/statements/statement.ts";
import type { Holding } from "./connections.ts";
import type { HeldRight, Path } from "./effective.ts";
import type { Graph } from "./graph.ts";
import { listHoldings } from "./memberships.ts";
import type { NodeId } from "./nodes.ts";
import { nameNodeOf } from "./questions.ts";
import { type Bindings, referToNode, stepCause } from "./world.ts";

/** One thing that could be done, and what it leads to. */
export interface Step {
  readonly key: string;
  readonly power: Power;
  readonly account: string;
  readonly actor: NodeId;
  readonly bindings: Bindings;
  /** For roles that are created. */
  readonly newName: string | null;
  /** The keys of the steps that come first. */
  readonly premises: ReadonlySet<string>;
  readonly statements: readonly Statement[];
  /** Whom its doer acts as from then on. */
  readonly becomes: NodeId | null;
  /** The scope that is no longer limited. */
  readonly opens: NodeId | null;
}

/** What a step leads to, whoever does it: equal for two ways to one thing. */
export function keyOfStep({ effect }: Power, account: string, about: readonly (string | undefined)[]): string {
  return JSON.stringify([account, effect.kind, ...about]);
}

interface Led {
  readonly about: readonly (string | undefined)[];
  readonly statements: (cause: Cause) => readonly Statement[];
  readonly becomes?: NodeId;
  readonly opens?: NodeId;
}

const nothing: Led = { about: [], statements: () => [] };

// Not the text alone: an id may be spelled as the address of something else.
function keyOf(ref: ExactRef | undefined): string | undefined {
  return ref === undefined ? undefined : keyOfRef(ref);
}

function createNew(account: string, space: "principal" | "role", text: string): ExactRef {
  return { account, space, kind: "id", text };
}

function hold(subject: ExactRef, role: ExactRef, place: Place): (cause: Cause) => Statement {
  const grant: Grant = { kind: "role", role };
  return (cause) => ({ kind: "holds", subject, grant, place, reason: null, until: null, cause });
}

/** What is bound, each as a reference. */
function listBound(graph: Graph, bindings: Bindings): { readonly [target in Target]?: ExactRef } {
  const entries = Object.entries(bindings).flatMap(([target, id]) => {
    const node = graph.nodes.get(id);
    const ref = node === undefined ? undefined : referToNode(node);
    return ref === undefined ? [] : [[target, ref] as const];
  });
  return Object.fromEntries(entries);
}

function createAccount(account: string, role: ExactRef | undefined): Led {
  const text = "(new account)";
  const subject = createNew(account, "principal", text);
  const holding = role === undefined ? [] : [hold(subject, role, null)];
  return {
    about: [text, keyOf(role)],
    statements: (cause) => [
      { kind: "subject", is: [subject], as: "account", name: text, cause },
      ...holding.map((said) => said(cause)),
    ],
  };
}

function createRole(account: string, name: string): Led {
  const is = [
    createNew(account, "role", `(new role ${name})`),
    { account, space: "role", kind: "name", text: name } as const,
  ];
  return {
    about: [name],
    statements: (cause) => [
      { kind: "role", is, name, isManaged: false, permissions: [], isAnything: true, basis: "stated", cause },
    ],
  };
}

function signIn(account: string, domain: string | undefined, role: ExactRef | undefined): Led {
  if (domain === undefined || role === undefined) return nothing;
  const text = `(somebody new through ${domain})`;
  const subject = createNew(account, "principal", text);
  return {
    about: [text, keyOf(role)],
    becomes: JSON.stringify([account, "principal", "id", text]),
    statements: (cause) => [
      { kind: "subject", is: [subject], as: "member", name: text, cause },
      hold(subject, role, null)(cause),
    ],
  };
}

function becomeNew(account: string, standing: string, scope: ExactRef | undefined): Led {
  if (scope === undefined) return nothing;
  const text = `(new account with ${standing} on ${scope.text})`;
  const subject = createNew(account, "principal", text);
  const grant: Grant = { kind: "standing", standing };
  return {
    about: [text],
    becomes: JSON.stringify([account, "principal", "id", text]),
    statements: (cause) => [
      { kind: "subject", is: [subject], as: "account", name: text, cause },
      { kind: "holds", subject, grant, place: scope, reason: null, until: null, cause },
    ],
  };
}

/** Everything by which somebody holds something at a scope, or may. */
function listPlacings(graph: Graph, subject: NodeId | undefined, scope: NodeId | undefined): readonly Holding[] {
  if (subject === undefined) return [];
  return listHoldings(graph, subject).filter(({ grant, scopes, isOpen }) => {
    return isOpen || grant.kind === "opaque" || scopes.includes(scope ?? null);
  });
}

/** What a step uses beside the rights of who takes it: that its target holds something at a place. Nothing for other steps. */
export function listUsedPlacings(
  graph: Graph,
  { effect }: Power,
  { account, bindings }: StepPlace,
): readonly (readonly HeldRight[])[] {
  if (effect.kind !== "become" || effect.placedAt === undefined) return [];
  const placings = listPlacings(graph, bindings[effect.target], bindings[effect.placedAt]);
  const paths = placings.map(({ cause, reason, until }): Path => {
    return { causes: [cause], given: [cause], groups: [], role: null, reason, until, isInferred: false };
  });
  return [[{ account, atom: { kind: "anything" }, scope: bindings[effect.placedAt] ?? null, paths }]];
}

function editRole(role: ExactRef | undefined): Led {
  if (role === undefined) return nothing;
  return {
    about: [keyOf(role)],
    statements: (cause) => [
      {
        kind: "role",
        is: [role],
        name: null,
        isManaged: false,
        // What else it grants stays as it is.
        permissions: null,
        isAnything: true,
        basis: "stated",
        cause,
      },
    ],
  };
}

/** What an effect leads to. Undefined for one that gives nobody more rights. */
function findLed(graph: Graph, { effect }: Power, { account, bindings, newName }: StepPlace): Led | undefined {
  if (effect.kind === "become") {
    const becomes = bindings[effect.target];
    const isPlaced = effect.placedAt === undefined || listPlacings(graph, becomes, bindings.scope).length > 0;
    return becomes === undefined || !isPlaced ? undefined : { about: [becomes], statements: () => [], becomes };
  }
  const bound = listBound(graph, bindings);
  const { role, group, scope } = bound;
  switch (effect.kind) {
    case "becomeNew":
      return becomeNew(account, effect.standing, scope);
    case "createAccount":
      return createAccount(account, role);
    case "give": {
      const to = bound[effect.to];
      if (to === undefined || role === undefined) return undefined;
      const said = hold(to, role, effect.at === undefined ? null : (scope ?? null));
      return { about: [keyOf(to), keyOf(role), keyOf(scope)], statements: (cause) => [said(cause)] };
    }
    case "editRole":
      return editRole(role);
    case "createRole":
      return newName === null ? undefined : createRole(account, newName);
    case "join": {
      const subject = bound[effect.who];
      if (subject === undefined || group === undefined) return undefined;
      const statements = (cause: Cause): readonly Statement[] => [{ kind: "inGroup", subject, group, cause }];
      return { about: [keyOf(subject), keyOf(group)], statements };
    }
    case "mapRole":
      return signIn(account, effect.isNewDomain === true ? "a new auth domain" : bound.domain?.text, role);
    case "openScope": {
      const opens = bindings.scope;
      const isType = opens !== undefined && graph.nodes.get(opens)?.type === effect.type;
      return isType && graph.limits.has(opens) ? { about: [opens], statements: () => [], opens } : undefined;
    }
    case "keep":
      return undefined;
  }
}

/** Where a step happens, and about what. */
export interface StepPlace {
  readonly account: string;
  readonly actor: NodeId;
  readonly bindings: Bindings;
  readonly newName: string | null;
}

/** A step without its premises. Undefined if it gives nobody more rights. */
export function createStep(graph: Graph, power: Power, place: StepPlace): Omit<Step, "premises"> | undefined {
  const led = findLed(graph, power, place);
  if (led === undefined || led === nothing) return undefined;
  const key = keyOfStep(power, place.account, led.about);
  const cause: Cause = { ...stepCause, attribute: key };
  const { becomes = null, opens = null } = led;
  return { ...place, key, power, statements: led.statements(cause), becomes, opens };
}

/** Says a step with the names of what it is about. */
export function describeStep(graph: Graph, { power, actor, bindings, newName }: Step): string {
  const says = power.says.replaceAll(/\{(\w+)\}/g, (whole, target: string) => {
    if (target === "role" && newName !== null) return newName;
    const bound = Object.entries(bindings).find(([name]) => name === target)?.[1];
    return bound === undefined ? whole : nameNodeOf(graph, bound);
  });
  return `${nameNodeOf(graph, actor)} ${says}`;
}
