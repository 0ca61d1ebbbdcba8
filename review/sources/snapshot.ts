import type { Asker } from "#access/model/vendors/asker.ts";
import { toTraces } from "#access/model/statements/traces.ts";
import type { ProviderBlock } from "../accounts.ts";
import { getText } from "../json-parts.ts";
import { readRecords, type SourceRecord } from "../records.ts";
import { isSnapshot, readSnapshot } from "../snapshot/read-snapshot.ts";
import type { Snapshot, SnapshotInstance } from "../snapshot/snapshot-form.ts";
import type { SourceFormat } from "../source.ts";

function toRecord(
  { type, kind, form, state, builtIn, beside, traces }: SnapshotInstance,
  provider: ProviderBlock,
): SourceRecord {
  const record: SourceRecord = {
    type,
    kind,
    provider,
    address: null,
    title: `${type} ${getText(state, "id") ?? "without an id"}`,
    presence: "live",
    happening: "seen",
    values: state,
    schemaVersion: form,
  };
  const traced: SourceRecord = traces === undefined ? record : { ...record, traces: toTraces(traces) };
  const owned: SourceRecord = builtIn === true ? { ...traced, isBuiltIn: true } : traced;
  return beside === true ? { ...owned, isBeside: true } : owned;
}

function readAsker(askedBy: Snapshot["askedBy"]): Asker {
  if ("reason" in askedBy) return { kind: "untold", reason: String(askedBy.reason) };
  return { kind: "known", id: askedBy.id, title: askedBy.title };
}

export const source: SourceFormat = {
  title: "a snapshot",
  madeBy: "latchkey snapshot",
  hasSides: false,
  isObserved: true,
  recognizes: isSnapshot,
  read(document, accounts) {
    const { account, takenAt, askedBy, blind, lists, instances } = readSnapshot(document);
    const { vendor, endpoint } = account;
    const provider: ProviderBlock = { key: "the snapshot", vendor, endpoint };
    // Also if nothing is in it.
    accounts.choose("", provider);
    const read = readRecords(
      instances.map((one) => toRecord(one, provider)),
      accounts,
    );
    const owner = { vendor, alias: provider.key, endpoint, organization: null };
    return {
      instances: read.instances,
      blind: [...blind, ...read.blind],
      assumptions: [],
      whole: lists.map((list) => ({ account: owner, list })),
      moves: new Map(),
      // An account without anything is one too.
      count: instances.length + lists.length,
      takenAt,
      askedBy: readAsker(askedBy),
    };
  },
};
