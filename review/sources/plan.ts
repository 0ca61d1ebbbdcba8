import type { Drifted, Happening } from "#access/model/statements/instance.ts";
import type { AccountChooser, SaidAccount } from "../accounts.ts";
import { getPart, isFirstMajor, isObject, listParts } from "../json-parts.ts";
import { readIdentity } from "../identities.ts";
import { learnAccounts, readRecords, type SourceRecord } from "../records.ts";
import { ephemeralUnseen, type JsonObject, type Reading, type ReadOptions, type SourceFormat } from "../source.ts";
import { listUnread, type Remark } from "../remarks.ts";
import { SourceError } from "../source-error.ts";
import { type Change, listChanges, readChange } from "../terraform/changes.ts";
import { type Configuration, readConfiguration } from "../terraform/configuration.ts";
import { listExposures } from "../terraform/exposures.ts";
import { listForeign } from "../terraform/plan-foreign.ts";
import { listInvoked, listPlanGaps } from "../terraform/plan-gaps.ts";
import { createFiller, indexAddresses, type Linking } from "../terraform/references.ts";
import { indexVersions, listShownObjects, type ShownObject } from "../terraform/values.ts";

/** By Terraform's actions, sorted. Whoever replaces does both at once. */
const happenings: { readonly [actions: string]: Happening } = {
  "no-op": "unchanged",
  create: "created",
  update: "updated",
  "create,delete": "replaced",
  "create,forget": "replaced",
  read: "seen",
};

const endings: ReadonlySet<string> = new Set(["delete", "forget"]);

interface Context {
  readonly configuration: Configuration;
  /** Of the stored forms that the plan has, by noun. */
  readonly versions: ReadonlyMap<string, number>;
  readonly linking: Linking;
  readonly blind: string[];
  readonly remarks: Remark[];
  readonly assumptions: string[];
}

type Draft = Pick<SourceRecord, "address" | "values" | "presence" | "happening" | "identity">;

function createRecord(change: Change, draft: Draft, { configuration, versions }: Context): SourceRecord {
  const { noun: type, kind } = change;
  const provider = configuration.findProvider(change, change.address);
  const schemaVersion = kind === "resource" ? (versions.get(type) ?? null) : null;
  return { ...draft, type, kind, provider, schemaVersion, isChanged: change.isChanging };
}

function nameBefore({ address, deposed }: Change): string {
  return deposed === null ? address : `${address} (deposed ${deposed})`;
}

function listBefore(change: Change, context: Context): readonly SourceRecord[] {
  if (!isObject(change.before) || change.kind === "dataSource") return [];
  const address = change.deposed === null ? (change.previousAddress ?? change.address) : nameBefore(change);
  const identity = change.identities.before;
  const draft: Draft = { address, values: change.before, identity, presence: "managed", happening: "unchanged" };
  return [createRecord(change, draft, context)];
}

/** What is still there of the object before. */
function listRemains(change: Change, context: Context): readonly SourceRecord[] {
  const { actions, address, before } = change;
  const identity = change.identities.before;
  if (!isObject(before)) return [];
  if (actions.includes("forget")) {
    const left = actions.length === 1 ? nameBefore(change) : `${address} (left behind)`;
    const draft: Draft = { address: left, values: before, identity, presence: "left", happening: "leftBehind" };
    return [createRecord(change, draft, context)];
  }
  if (actions[0] !== "create" || !actions.includes("delete")) return [];
  context.assumptions.push(`${address} is made anew before the old one is deleted: until then both are there.`);
  return [
    createRecord(change, { address, values: before, identity, presence: "left", happening: "replaced" }, context),
  ];
}

function listAfter(change: Change, context: Context): readonly SourceRecord[] {
  const remains = listRemains(change, context);
  const actions = change.actions.toSorted().join(",");
  if (endings.has(actions)) return remains;
  const happening = happenings[Object.hasOwn(happenings, actions) ? actions : ""];
  if (happening === undefined || !isObject(change.after)) {
    const { address } = change;
    const sentence = `${address}: this version does not know what Terraform means to do with it.`;
    context.remarks.push({ kind: "unread", address, sentence, isNew: true });
    return remains;
  }
  const presence = change.kind === "resource" ? "managed" : "data";
  const draft: Draft = {
    address: change.address,
    values: change.after,
    identity: change.identities.after,
    presence,
    happening: change.isImported ? "imported" : happening,
  };
  const filler = createFiller(change, context.linking);
  return [...remains, { ...createRecord(change, draft, context), unknowns: change.unknowns, ...filler }];
}

/** What the plan found and does not change: data sources, and what `-target` left out. */
function listFound(objects: readonly ShownObject[], changes: readonly Change[], context: Context): SourceRecord[] {
  const changed = new Set(changes.flatMap(({ address, previousAddress }) => [address, previousAddress]));
  return objects
    .filter(({ address }) => !changed.has(address))
    .map(({ type: noun, ...object }) => {
      const provider = context.configuration.findProvider({ ...object, type: `access_${noun}` }, object.address);
      const isManaged = object.kind === "resource";
      return {
        ...object,
        type: noun,
        provider,
        presence: isManaged ? "managed" : "data",
        happening: isManaged ? "unchanged" : "seen",
      };
    });
}

function checkPlan(document: JsonObject): void {
  if (!isFirstMajor(document["format_version"])) {
    throw new SourceError(
      `is a plan of format_version ${JSON.stringify(document["format_version"] ?? null)}, and 1.x is read here. Use a newer Latchkey, or an older Terraform.`,
    );
  }
  if (document["errored"] === true) {
    throw new SourceError("is a plan that failed, so that it is not complete. Fix the error and plan again.");
  }
}

function assumeGuesses(
  { configuration, assumptions }: Context,
  linked: ReadonlySet<string>,
  told: ReadonlySet<string>,
): void {
  if (linked.size > 0) {
    const [first = "", ...others] = linked;
    const more = others.length === 0 ? "" : `, and ${others.length} more`;
    assumptions.push(`An id that is not known yet is of what its expression refers to: ${first}${more}.`);
  }
  for (const address of configuration.guessed) {
    if (told.has(address)) continue;
    assumptions.push(`${address}, which the configuration has no more, belongs to the only provider block.`);
  }
}

/** An account in which nothing is left is asked about too. */
function chooseAccounts(
  changes: readonly Change[],
  { configuration, assumptions }: Context,
  accounts: AccountChooser,
): void {
  for (const change of changes) {
    const { address } = change;
    const provider = configuration.findProvider(change, address);
    const said = sayAccount(change);
    const account = accounts.choose(address, provider, said);
    if (said !== null) continue;
    if (provider.candidates === undefined || account === undefined || account.alias === provider.key) continue;
    assumptions.push(`${address}, which the configuration has no more, belongs to the only block of its vendor.`);
  }
}

interface ReadDrift {
  readonly drift: readonly Drifted[];
  readonly blind: readonly string[];
  readonly remarks: readonly Remark[];
  readonly assumptions: readonly string[];
}

/** Changes that others made outside Terraform: the side before has them already. */
function readDrift(document: JsonObject, context: Context, accounts: AccountChooser): ReadDrift {
  const changes = listParts(document, "resource_drift").map(readChange);
  const found = changes
    .filter((one) => one !== undefined)
    .filter(({ kind, before }) => kind === "resource" && isObject(before))
    // It is no part of what the plan does.
    .map((one) => ({ ...one, isChanging: false }));
  const blind: string[] = [];
  const remarks: Remark[] = [];
  const drift = found.flatMap((change): readonly Drifted[] => {
    const { address, previousAddress, before, after } = change;
    const draft = { presence: "managed", happening: "unchanged" } as const;
    const records = [
      createRecord(
        change,
        { ...draft, address: previousAddress ?? address, values: before, identity: change.identities.before },
        context,
      ),
      ...(isObject(after)
        ? [createRecord(change, { ...draft, address, values: after, identity: change.identities.after }, context)]
        : []),
    ];
    const reading = readRecords(records, accounts);
    blind.push(...reading.blind);
    remarks.push(...reading.remarks);
    const [stored, seen] = reading.instances;
    // Half of it says nothing.
    if (stored === undefined || reading.instances.length < records.length) return [];
    return [{ stored, seen: seen ?? null }];
  });
  const assumptions = found.map(({ address, after }) =>
    isObject(after)
      ? `${address} was changed outside Terraform: it is taken as it is now.`
      : `${address} was deleted outside Terraform: it is taken to be gone.`,
  );
  return { drift, blind, remarks, assumptions };
}

interface Learning {
  readonly configuration: Configuration;
  readonly accounts: AccountChooser;
}

/** Before either side is read: what one object says of its provider block holds for the others. */
function learnFrom(
  changes: readonly Change[],
  found: readonly ShownObject[],
  { configuration, accounts }: Learning,
): void {
  const changed = changes.flatMap((change) => {
    const provider = configuration.findProvider(change, change.address);
    const { before, after } = change.identities;
    return [before, after].map((identity) => ({ type: change.noun, provider, identity }));
  });
  const seen = found.map(({ type: noun, ...object }) => {
    const provider = configuration.findProvider({ ...object, type: `access_${noun}` }, object.address);
    return { type: noun, provider, identity: object.identity };
  });
  learnAccounts([...changed, ...seen], accounts);
}

/** Whose it was before, as it says itself. */
function sayAccount({ noun, identities }: Change): SaidAccount | null {
  const said = readIdentity(noun, identities.before);
  return typeof said === "string" ? null : said;
}

function read(document: JsonObject, { side, accounts }: ReadOptions): Reading {
  checkPlan(document);
  const changes = listChanges(document);
  const found = listShownObjects(getPart(document, "prior_state", "values"));
  const configuration = readConfiguration(document["configuration"]);
  const linked = new Set<string>();
  const addresses = indexAddresses([...changes, ...found].map(({ address }) => address));
  const gaps = listPlanGaps(document);
  const unread = [...listInvoked(document), ...listForeign(document)];
  const context: Context = {
    configuration,
    versions: indexVersions([...found, ...listShownObjects(document["planned_values"])]),
    linking: { configuration, addresses, onLink: () => {} },
    blind: gaps.filter(({ kind }) => kind === "unfinished").map(({ sentence }) => sentence),
    remarks: [...gaps, ...unread],
    assumptions: [ephemeralUnseen],
  };
  learnFrom(changes, found, { configuration, accounts });
  const { drift, ...drifted } = readDrift(document, context, accounts);
  context.blind.push(...drifted.blind);
  context.assumptions.push(...drifted.assumptions);
  const list = (change: Change): readonly SourceRecord[] => {
    if (side === "before") return listBefore(change, context);
    const onLink = (argument: string): unknown => linked.add(`\`${argument}\` of ${change.address}`);
    return listAfter(change, { ...context, linking: { ...context.linking, onLink } });
  };
  const records = [...changes.flatMap(list), ...listFound(found, changes, context)];
  const { instances, blind, remarks } = readRecords(records, accounts);
  chooseAccounts(changes, context, accounts);
  const told = changes.filter((change) => sayAccount(change) !== null).map(({ address }) => address);
  assumeGuesses(context, linked, new Set(told));
  const moved = changes.flatMap(({ address, previousAddress }) => {
    return previousAddress === null ? [] : [[address, previousAddress] as const];
  });
  return {
    instances,
    blind: [...context.blind, ...listUnread(context.remarks), ...blind],
    remarks: [...context.remarks, ...drifted.remarks, ...remarks, ...(side === "after" ? listExposures(document) : [])],
    assumptions: context.assumptions,
    drift,
    moves: new Map(moved),
    count: changes.length + found.length,
  };
}

export const source: SourceFormat = {
  title: "a plan",
  madeBy: "terraform show -json PLANFILE",
  hasSides: true,
  recognizes: (document) => {
    const isPlan = ["resource_changes", "planned_values", "configuration"].some((name) =>
      Object.hasOwn(document, name),
    );
    return isPlan && Object.hasOwn(document, "format_version");
  },
  read,
};
