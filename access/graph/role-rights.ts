import { isUnknown, isWhollyKnown } from "#access/schema/unknown.ts";
import type { Deep } from "#access/schema/records.ts";
import { type Atom, everySelector, type Permission } from "../model/permissions/permission.ts";
import type { AccessFacts, GraphFacts } from "../model/statements/graph-facts.ts";
import type { Cause } from "../model/statements/instance.ts";
import { isLink } from "../model/statements/link.ts";
import type { RightAtom } from "../model/statements/right.ts";
import type { StatementOf } from "../model/statements/statement.ts";

/** One thing that is granted, and whether it certainly is. */
export interface Granted {
  readonly atom: RightAtom;
  readonly isCertain: boolean;
  /** It rests on a conclusion of ours, and not on a page or an answer of the vendor. */
  readonly isInferred: boolean;
  readonly cause: Cause | null;
}

/** The texts that a selector may turn out to be, where a source knows what it refers to. */
export type SelectorReader = (address: string) => string;

/** Stands for the id of what is at an address, until there is one. */
export function selectorOfAddress(address: string): string {
  return `(id of ${address})`;
}

interface Selected {
  readonly selector: string;
  readonly isCertain: boolean;
}

function readSelector(leaf: unknown, read: SelectorReader): readonly Selected[] {
  if (isLink(leaf)) {
    const isCertain = leaf.addresses.length === 1;
    return leaf.addresses.map((address) => ({ selector: read(address), isCertain }));
  }
  if (isUnknown(leaf) || typeof leaf !== "string") return [{ selector: everySelector, isCertain: false }];
  return [{ selector: leaf, isCertain: true }];
}

function readSelectors(leaf: unknown, read: SelectorReader): readonly Selected[] {
  if (leaf === null || leaf === undefined) return [{ selector: everySelector, isCertain: true }];
  if (!Array.isArray(leaf)) return [{ selector: everySelector, isCertain: false }];
  return leaf.flatMap((one: unknown) => readSelector(one, read));
}

interface Bounded {
  readonly atom: RightAtom;
  readonly isCertain: boolean;
}

const everyAct: Bounded = { atom: { kind: "everyAct" }, isCertain: false };

function boundPermission(permission: Deep<Permission>, facts: AccessFacts, read: SelectorReader): readonly Bounded[] {
  if (isUnknown(permission)) return [everyAct];
  const { action, resource, selectors } = permission;
  if (isUnknown(action) || isUnknown(resource)) return [everyAct];
  return readSelectors(selectors, read).flatMap(({ selector, isCertain }) => {
    const atom: Atom | null = facts.graph.effective({ action, resource, selector });
    return atom === null ? [] : [{ atom: { kind: "act", ...atom }, isCertain } as const];
  });
}

/** What permissions grant, each once. Whatever is not known is bounded from above. */
export function boundPermissions(
  permissions: Deep<readonly Permission[]>,
  facts: AccessFacts,
  read: SelectorReader,
): readonly Bounded[] {
  if (isUnknown(permissions)) return [everyAct];
  return permissions.flatMap((permission) => boundPermission(permission, facts, read));
}

/** What being one of the vendor's own roles means beside its permissions. */
function listStandings({ name, isManaged, basis }: StatementOf<"role">, { graph }: AccessFacts): readonly Bounded[] {
  const isVendors = basis === "facts" ? true : isManaged;
  // It may be any of the vendor's.
  if (name === null) return isVendors === false ? [] : [{ atom: { kind: "anything" }, isCertain: false }];
  const own = Object.hasOwn(graph.roleStandings, name) ? graph.roleStandings[name] : undefined;
  const unspelled = Object.hasOwn(graph.unspelledRights, name) ? (graph.unspelledRights[name] ?? []) : [];
  const isUnique = graph.uniqueNames.includes("role");
  const bound = (standing: string, isCertain: boolean): Bounded => {
    return { atom: { kind: "standing", standing }, isCertain };
  };
  return [
    ...(own === undefined || (isVendors === false && !isUnique) ? [] : [bound(own, isVendors === true || isUnique)]),
    ...(isVendors === false ? [] : unspelled.map((one) => bound(one, isVendors === true))),
  ];
}

// A role that no change touches is one statement in both graphs.
const grantedBy = new WeakMap<
  StatementOf<"role">,
  { readonly graph: GraphFacts; readonly granted: readonly Granted[] }
>();

/** What one statement says that a role grants. */
function listGranted(statement: StatementOf<"role">, facts: AccessFacts, read: SelectorReader): readonly Granted[] {
  const before = grantedBy.get(statement);
  if (before?.graph === facts.graph) return before.granted;
  let isOfGraph = false;
  const granted = listGrantedAnew(statement, facts, (address) => {
    isOfGraph = true;
    return read(address);
  });
  // What is at an address may be another thing in another graph.
  if (!isOfGraph) grantedBy.set(statement, { graph: facts.graph, granted });
  return granted;
}

function listGrantedAnew(statement: StatementOf<"role">, facts: AccessFacts, read: SelectorReader): readonly Granted[] {
  const { permissions, cause } = statement;
  const isSaid = statement.isCertain !== false;
  const isInferred = statement.isInferred === true;
  const bounded = permissions === null ? [] : boundPermissions(permissions, facts, read);
  const granted = bounded.map(({ atom, isCertain }) => ({ atom, isCertain: isCertain && isSaid, isInferred, cause }));
  for (const { atom, isCertain } of listStandings(statement, facts)) {
    granted.push({ atom, isCertain: isCertain && isSaid, isInferred: false, cause });
  }
  if (statement.isAnything === true) {
    granted.push({ atom: { kind: "everyAct" }, isCertain: isSaid, isInferred: false, cause });
  }
  return granted;
}

/**
 * Without what a look-up has yet to read, where code makes the role, or the vendor's facts know it: that is then all that is known
 * of it, as if nobody looked it up. What we concluded by ourselves is no such knowledge.
 */
function dropUnread(statements: readonly StatementOf<"role">[]): readonly StatementOf<"role">[] {
  const isKnown = statements.some(({ basis, isInferred, cause, permissions }) => {
    if (basis === "facts") return isInferred !== true;
    return cause.presence === "managed" && permissions !== null;
  });
  if (!isKnown) return statements;
  return statements.filter(({ permissions, cause }) => cause.presence !== "data" || !isUnknown(permissions));
}

/** What a role grants, by all that is said of it. What was read or written goes before a vendor's facts. */
export function listRoleGrants(
  given: readonly StatementOf<"role">[],
  { role, facts, read }: { readonly role: string; readonly facts: AccessFacts; readonly read: SelectorReader },
): readonly Granted[] {
  const statements = dropUnread(given);
  const stated = statements.filter(({ basis, permissions }) => basis === "stated" && permissions !== null);
  const isRead = stated.some((one) => one.isCertain !== false && isWhollyKnown(one.permissions));
  const said = statements
    .filter(({ basis }) => basis === "stated" || !isRead)
    .map((one) => (one.basis === "stated" || stated.length === 0 ? one : { ...one, isCertain: false }));
  // Whatever its permissions are, a managed role is the standing that the facts say it is.
  const known = stated.length === 0 ? [] : statements.filter(({ basis }) => basis !== "stated");
  const standings = known.map((one) => ({ ...one, permissions: [] }));
  const all = [...said, ...standings];
  const [first] = all;
  // Of one statement the very same list, by which graphs see that the role is as it was.
  const isAlone = first !== undefined && all.length === 1;
  const granted = isAlone ? listGranted(first, facts, read) : all.flatMap((one) => listGranted(one, facts, read));
  const isOpaque = said.every(({ permissions }) => permissions === null);
  const opaque: Granted = { atom: { kind: "opaque", what: role }, isCertain: true, isInferred: false, cause: null };
  return isOpaque ? [...granted, opaque] : granted;
}
