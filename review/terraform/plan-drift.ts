import type { Drifted } from "#access/model/statements/instance.ts";
import { isObject } from "../json-parts.ts";
import type { ReadRecords, RecordReader } from "../records.ts";
import { createRecord, type PlacedChange } from "./plan-records.ts";
import type { StoredVersions } from "./values.ts";

interface ReadDrift extends Omit<ReadRecords, "instances"> {
  readonly drift: readonly Drifted[];
  readonly assumptions: readonly string[];
}

/** Changes that others made outside Terraform: the side before has them already. */
export function readDrift(
  changes: readonly PlacedChange[],
  versions: StoredVersions,
  records: RecordReader,
): ReadDrift {
  const found = changes
    .filter(({ kind, before }) => kind === "resource" && isObject(before))
    // It is no part of what the plan does.
    .map((change) => ({ ...change, isChanging: false }));
  const read = found.map((change) => {
    const { address, previousAddress, before, after, identities } = change;
    const draft = { presence: "managed", happening: "unchanged" } as const;
    const old = { ...draft, address: previousAddress ?? address, values: before, identity: identities.before };
    const now = { ...draft, address, values: after, identity: identities.after };
    const drafts = isObject(after) ? [old, now] : [old];
    const reading = records.read(drafts.map((one) => createRecord(change, one, versions)));
    const [stored, seen = null] = reading.instances;
    // Half of it says nothing.
    const isWhole = stored !== undefined && reading.instances.length === drafts.length;
    return { ...reading, drift: isWhole ? [{ stored, seen }] : [] };
  });
  const assumptions = found.map(({ address, after }) =>
    isObject(after)
      ? `${address} was changed outside Terraform: it is taken as it is now.`
      : `${address} was deleted outside Terraform: it is taken to be gone.`,
  );
  return {
    drift: read.flatMap(({ drift }) => drift),
    blind: read.flatMap(({ blind }) => blind),
    remarks: read.flatMap(({ remarks }) => remarks),
    assumptions,
  };
}
