import type { Happening } from "#access/model/statements/instance.ts";
import type { ProviderBlock } from "../accounts.ts";
import { isObject, isSameJson } from "../json-parts.ts";
import type { SourceRecord } from "../records.ts";
import type { Remark } from "../remarks.ts";
import { masksAnything } from "../stored-form.ts";
import type { Change } from "./changes.ts";
import type { Configuration } from "./configuration.ts";
import { createFiller, type Linking } from "./references.ts";
import type { ShownObject, StoredVersions } from "./values.ts";

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

/** A change, with the provider block of its object. */
export interface PlacedChange extends Change {
  readonly provider: ProviderBlock;
}

/** What a side of a plan is read with. */
export interface SideContext {
  readonly versions: StoredVersions;
  readonly linking: Linking;
  readonly remarks: Remark[];
  readonly assumptions: string[];
}

type Draft = Pick<SourceRecord, "address" | "values" | "presence" | "happening" | "identity">;

export function createRecord(change: PlacedChange, draft: Draft, versions: StoredVersions): SourceRecord {
  const { noun: type, kind, provider, isChanging: isChanged } = change;
  const { address, values, presence, happening, identity } = draft;
  const schemaVersion = kind === "resource" ? (versions.get(type) ?? null) : null;
  const record = { address, values, presence, happening, type, kind, provider, schemaVersion, isChanged };
  return identity === undefined ? record : { ...record, identity };
}

/**
 * What is the same object before and after: one record, which is read once. Undefined for a change that says anything else
 * of one side than of the other. Most of a plan is as it was.
 */
export function createUnchanged(change: PlacedChange, versions: StoredVersions): SourceRecord | undefined {
  const { actions, address, kind, before, after, unknowns, identities } = change;
  const isQuiet = kind === "resource" && actions.length === 1 && actions[0] === "no-op" && !change.isImported;
  if (!isQuiet || !isObject(before) || !isSameJson(before, after)) return undefined;
  if (change.previousAddress !== null || change.deposed !== null || masksAnything(unknowns)) return undefined;
  if (!isSameJson(identities.before.values, identities.after.values)) return undefined;
  const draft: Draft = {
    address,
    values: before,
    identity: identities.before,
    presence: "managed",
    happening: "unchanged",
  };
  return createRecord(change, draft, versions);
}

function nameBefore({ address, deposed }: Change): string {
  return deposed === null ? address : `${address} (deposed ${deposed})`;
}

export function listBefore(change: PlacedChange, { versions }: SideContext): readonly SourceRecord[] {
  if (!isObject(change.before) || change.kind === "dataSource") return [];
  const address = change.deposed === null ? (change.previousAddress ?? change.address) : nameBefore(change);
  const identity = change.identities.before;
  const draft: Draft = { address, values: change.before, identity, presence: "managed", happening: "unchanged" };
  return [createRecord(change, draft, versions)];
}

/** What is still there of the object before. */
function listRemains(change: PlacedChange, { versions, assumptions }: SideContext): readonly SourceRecord[] {
  const { actions, address, before } = change;
  const identity = change.identities.before;
  if (!isObject(before)) return [];
  if (actions.includes("forget")) {
    const left = actions.length === 1 ? nameBefore(change) : `${address} (left behind)`;
    const draft: Draft = { address: left, values: before, identity, presence: "left", happening: "leftBehind" };
    return [createRecord(change, draft, versions)];
  }
  if (actions[0] !== "create" || !actions.includes("delete")) return [];
  assumptions.push(`${address} is made anew before the old one is deleted: until then both are there.`);
  return [
    createRecord(change, { address, values: before, identity, presence: "left", happening: "replaced" }, versions),
  ];
}

export function listAfter(change: PlacedChange, context: SideContext): readonly SourceRecord[] {
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
  return [...remains, { ...createRecord(change, draft, context.versions), unknowns: change.unknowns, ...filler }];
}

/** What the plan found and does not change: data sources, and what `-target` left out. */
export function listFound(
  objects: readonly ShownObject[],
  changes: readonly Change[],
  configuration: Configuration,
): readonly SourceRecord[] {
  const changed = new Set(changes.flatMap(({ address, previousAddress }) => [address, previousAddress]));
  return objects
    .filter(({ address }) => !changed.has(address))
    .map((object) => {
      const isManaged = object.kind === "resource";
      return {
        ...object,
        provider: configuration.findProvider(writeShown(object), object.address),
        presence: isManaged ? "managed" : "data",
        happening: isManaged ? "unchanged" : "seen",
      };
    });
}

/** Where an object is written. */
export function writeShown({ type: noun, moduleAddress, name, kind }: ShownObject) {
  return { moduleAddress, type: `access_${noun}`, name, kind };
}
