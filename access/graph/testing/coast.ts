import { type Atom, coversPlainly, everySelector } from "../../model/permissions/permission.ts";
import type { AccessFacts, GraphFacts } from "../../model/statements/graph-facts.ts";
import type { Cause } from "../../model/statements/instance.ts";
import type { ExactRef, Space } from "../../model/statements/ref.ts";
import type { Grant, Place, Statement, SubjectKind } from "../../model/statements/statement.ts";

/** The account of the tests' vendor, which lights lamps and opens gates. */
export const coast = "coast";

export const actions = ["light", "open", "watch"] as const;
export const resources = ["lamp", "gate"] as const;

function listAtoms({ action, resource, selector }: Atom): readonly Atom[] {
  if (action !== "all") return [];
  return actions.map((one) => ({ action: one, resource, selector }));
}

function coversOnCoast(held: Atom, wanted: Atom): boolean {
  return coversPlainly({ ...held, action: held.action === "all" ? wanted.action : held.action }, wanted);
}

export const coastGraph: GraphFacts = {
  uniqueNames: ["role"],
  // Watching is only checked on the whole kind.
  effective: (atom) => (atom.action === "watch" && atom.selector !== everySelector ? null : atom),
  expand: listAtoms,
  standings: {
    keeper: { says: "passes every check", source: "the harbor's book", isTop: true, passes: "all" },
    warden: { says: "keeps a bay", source: "the harbor's book", isTop: true, passes: ["pier"], includes: ["mate"] },
    mate: { says: "helps", source: "the harbor's book", includes: ["guest"] },
    guest: { says: "visits", source: "the harbor's book" },
  },
  roleStandings: { keeper: "keeper" },
  groupStandings: { crew: "mate" },
  levels: (level, type) => {
    if (level !== "high") return undefined;
    return { atoms: [{ kind: "standing", standing: type === "bay" ? "warden" : "mate" }], isInferred: true };
  },
  contains: [
    { outer: "bay", inner: "pier", isCertain: true },
    { outer: "sea", inner: "bay", isCertain: false },
  ],
  inferredRoles: [],
  unspelledRights: {},
  relations: ["roles", "groups"],
  toldBy: { subjects: ["beacon", "crew"], roles: ["watch"] },
  powers: [],
  statements: {},
  assumptions: [],
};

export const coastFacts: AccessFacts = { graph: coastGraph, covers: coversOnCoast, managedRoles: {} };

export const cause: Cause = {
  happening: "unchanged",
  presence: "managed",
  type: "beacon",
  address: null,
  attribute: null,
};

export function referTo(space: Space, text: string): ExactRef {
  return { account: coast, space, kind: "id", text };
}

export function nameSubject(as: SubjectKind, name: string): Statement {
  const space = as === "group" ? "group" : as === "account" || as === "member" ? "principal" : "idpGroup";
  return { kind: "subject", is: [referTo(space, name)], as, name, cause };
}

/** `light lamp a` is one permission; `*` is every selector. */
export function allow(...texts: readonly string[]) {
  return texts.map((text) => {
    const [action = "", resource = "", selector = everySelector] = text.split(" ");
    return { action, resource, selectors: [selector] };
  });
}

export function nameRole(name: string, ...permissions: readonly string[]): Statement {
  const is = [referTo("role", name), { account: coast, space: "role", kind: "name", text: name } as const];
  return { kind: "role", is, name, isManaged: false, permissions: allow(...permissions), basis: "stated", cause };
}

export function hold(subject: ExactRef, grant: Grant, place: Place = null): Statement {
  return { kind: "holds", subject, grant, place, reason: null, until: null, cause };
}

export function holdRole(subject: string, role: string, place: Place = null): Statement {
  return hold(referTo("principal", subject), { kind: "role", role: referTo("role", role) }, place);
}

/** A scope, `pier/north`, in another one or in none. */
export function placeScope(id: string, parent?: string): readonly Statement[] {
  const is = [referTo("scope", id)];
  const [type = ""] = id.split("/");
  const own: Statement = { kind: "scope", is, type, name: id, cause };
  if (parent === undefined) return [own];
  return [own, { kind: "within", scope: referTo("scope", id), parent: referTo("scope", parent), cause }];
}
