import type { JournalEntry, JournalFilter } from "./shapes.ts";

/** An entry as it is kept: its time in milliseconds since 1970. */
export interface JournalRecord extends Omit<JournalEntry, "at"> {
  readonly at: number;
}

/** The last requests, the oldest first; beyond its capacity the oldest are forgotten. */
export interface Journal {
  record(entry: JournalRecord): void;
  entries(filter?: JournalFilter): readonly JournalEntry[];
  clear(): void;
}

function matches(entry: JournalRecord, filter: JournalFilter): boolean {
  return (
    (filter.vendor === undefined || filter.vendor === entry.vendor) &&
    (filter.method === undefined || filter.method.toUpperCase() === entry.method) &&
    (filter.path === undefined || entry.path.startsWith(filter.path)) &&
    (filter.operationId === undefined || filter.operationId === entry.operationId) &&
    (filter.status === undefined || filter.status === entry.status) &&
    (filter.since === undefined || Date.parse(filter.since) <= entry.at) &&
    (filter.fault === undefined || filter.fault === entry.fault) &&
    (filter.principal === undefined || filter.principal === entry.principal)
  );
}

export function createJournal(capacity = 10_000): Journal {
  let records: JournalRecord[] = [];
  return {
    record(entry) {
      records.push(entry);
      if (records.length >= capacity * 2) records = records.slice(-capacity);
    },
    entries(filter = {}) {
      return records
        .slice(-capacity)
        .filter((entry) => matches(entry, filter))
        .map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() }));
    },
    clear() {
      records = [];
    },
  };
}
