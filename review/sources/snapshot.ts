import type { ProviderBlock } from "../accounts.ts";
import { getText } from "../json-parts.ts";
import { readRecords, type SourceRecord } from "../records.ts";
import { isSnapshot, readSnapshot } from "../snapshot/read-snapshot.ts";
import type { SnapshotInstance } from "../snapshot/snapshot-form.ts";
import type { SourceFormat } from "../source.ts";

function toRecord({ type, kind, form, state, builtIn }: SnapshotInstance, provider: ProviderBlock): SourceRecord {
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
  return builtIn === true ? { ...record, isBuiltIn: true } : record;
}

export const source: SourceFormat = {
  title: "a snapshot",
  madeBy: "latchkey snapshot",
  hasSides: false,
  isObserved: true,
  recognizes: isSnapshot,
  read(document, accounts) {
    const { account, takenAt, blind, lists, instances } = readSnapshot(document);
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
    };
  },
};
