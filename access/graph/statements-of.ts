import { dataSourceStatements, resourceStatements } from "../model/nouns/statements.gen.ts";
import { type AccountKey, createAccountKey } from "../model/statements/account.ts";
import type { InstanceStatements, Saying } from "../model/statements/declaration.ts";
import type { AccessFacts, GraphFacts } from "../model/statements/graph-facts.ts";
import type { Cause, Collected, Instance, WholeList } from "../model/statements/instance.ts";
import type { Relation, Statement } from "../model/statements/statement.ts";
import type { VendorFacts } from "../model/vendors/facts.ts";
import { createCause } from "./cause.ts";
import { joinLookUps } from "./join-look-ups.ts";
import { listKnownById } from "./known-by-id.ts";
import type { AccountFacts } from "./nodes.ts";
import { InstanceSpeaker } from "./speaker.ts";

/** All that is known of the vendors, by name. */
export interface KnownVendors {
  readonly vendors: { readonly [vendor: string]: VendorFacts };
  readonly graphs: { readonly [vendor: string]: GraphFacts };
}

/** All that is known of one vendor. */
export interface KnownVendor {
  readonly facts: VendorFacts;
  readonly graph: GraphFacts;
}

/** What some instances say, and what the graph needs to judge it. */
export interface Spoken {
  readonly statements: readonly Statement[];
  readonly facts: AccountFacts;
  /** What could not be looked at: sentences. */
  readonly blind: readonly string[];
  /** On what every answer rests: sentences. */
  readonly assumptions: readonly string[];
}

function getOwn<T>(record: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function addCause(instance: Instance, said: Saying): Statement {
  return { ...said, cause: createCause(instance, said.attribute ?? null) };
}

function listSpeakers({ kind, type }: Instance, graph: GraphFacts): readonly InstanceStatements[] {
  const common = getOwn(kind === "resource" ? resourceStatements : dataSourceStatements, type);
  const own = kind === "resource" ? getOwn(graph.statements, type) : undefined;
  return [common, own].filter((one) => one !== undefined);
}

/** Whether a noun that Terraform manages bears on access. */
export function saysAnything(type: string, graph: GraphFacts): boolean {
  return Object.hasOwn(resourceStatements, type) || Object.hasOwn(graph.statements, type);
}

/** What a vendor's facts say of every account: its managed roles. */
export function listManagedRoles(account: AccountKey, { facts: vendor, graph }: KnownVendor): readonly Statement[] {
  const cause: Cause = { happening: "known", presence: "live", type: "role", address: null, attribute: null };
  return Object.entries(vendor.permissions.managedRoles).map(([name, permissions]) => ({
    kind: "role",
    is: [{ account, space: "role", kind: "name", text: name }],
    name,
    isManaged: true,
    permissions,
    basis: "facts",
    isInferred: graph.inferredRoles.includes(name),
    cause,
  }));
}

/** What is wholly known of an account, as these lists of it were read whole. */
function listCompleteness(
  account: AccountKey,
  { toldBy }: GraphFacts,
  lists: ReadonlySet<string>,
): readonly Statement[] {
  const relations = Object.entries(toldBy) as readonly [Relation | "subjects", readonly string[]][];
  return relations
    .filter(([, needed]) => needed.every((list) => lists.has(list)))
    .map(([relation, [type = ""]]) => {
      const cause: Cause = { happening: "seen", presence: "live", type, address: null, attribute: null };
      return { kind: "complete", account, subject: null, relation, cause };
    });
}

function groupByAccount(whole: readonly WholeList[]): ReadonlyMap<AccountKey, ReadonlySet<string>> {
  const lists = new Map<AccountKey, Set<string>>();
  for (const { account, list } of whole) {
    const key = createAccountKey(account);
    lists.set(key, (lists.get(key) ?? new Set()).add(list));
  }
  return lists;
}

// What is the same on both sides of a change is one instance, and says the same.
const spoken = new WeakMap<Instance, { readonly graph: GraphFacts; readonly statements: readonly Statement[] }>();

/** What one instance says about access, each statement with its cause. */
export function speakFor(instance: Instance, known: KnownVendor): readonly Statement[] {
  const before = spoken.get(instance);
  if (before?.graph === known.graph) return before.statements;
  const statements = speakAnew(instance, known);
  spoken.set(instance, { graph: known.graph, statements });
  return statements;
}

function speakAnew(instance: Instance, { facts, graph }: KnownVendor): readonly Statement[] {
  const account = createAccountKey(instance.account);
  const at = new InstanceSpeaker(instance, account, { nouns: facts.nouns, contains: graph.contains });
  const statements: Statement[] = [];
  for (const speak of listSpeakers(instance, graph)) {
    for (const said of speak(instance.state, at)) statements.push(addCause(instance, said));
  }
  return statements;
}

/** What the graph needs of a vendor. */
export function toAccessFacts({ facts, graph }: KnownVendor): AccessFacts {
  return { graph, covers: facts.permissions.covers, managedRoles: facts.permissions.managedRoles };
}

function describeInstance({ address, type }: Instance): string {
  return address ?? `an object of type ${type}`;
}

/** What is said of an instance of a vendor that nobody knows. */
export function describeUnknownVendor(instance: Instance): string {
  const { vendor } = instance.account;
  return `${describeInstance(instance)}: nothing is known about how the vendor "${vendor}" decides about access.`;
}

/** What instances say about access, each statement with its cause. Pure: nothing is asked. */
export function listStatements(collected: Collected, { vendors, graphs }: KnownVendors): Spoken {
  const statements: Statement[] = [];
  const facts = new Map<string, AccessFacts>();
  const blind = [...collected.blind];
  const assumptions = [...collected.assumptions];
  const whole = groupByAccount(collected.whole ?? []);
  const instances = joinLookUps(collected.instances);
  for (const instance of instances) {
    const name = instance.account.vendor;
    const vendor = getOwn(vendors, name);
    const graph = getOwn(graphs, name);
    if (vendor === undefined || graph === undefined) {
      blind.push(describeUnknownVendor(instance));
      continue;
    }
    const account = createAccountKey(instance.account);
    const known: KnownVendor = { facts: vendor, graph };
    if (!facts.has(account)) {
      facts.set(account, toAccessFacts(known));
      assumptions.push(...graph.assumptions);
      statements.push(...listManagedRoles(account, known));
      statements.push(...listCompleteness(account, graph, whole.get(account) ?? new Set()));
    }
    statements.push(...speakFor(instance, known));
  }
  const speak = (instance: Instance): readonly Statement[] => {
    const facts = getOwn(vendors, instance.account.vendor);
    const graph = getOwn(graphs, instance.account.vendor);
    return facts === undefined || graph === undefined ? [] : speakAnew(instance, { facts, graph });
  };
  statements.push(...listKnownById({ instances, statements, speak }));
  return { statements, facts, blind: [...new Set(blind)], assumptions: [...new Set(assumptions)] };
}
