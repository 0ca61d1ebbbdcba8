import type { PageSubject } from "./page-data.ts";

/** What is searched, by subject: in lower case. */
export function createIndex(subjects: readonly PageSubject[]): readonly string[] {
  return subjects.map(({ name, kind, vendor, address, tags }) =>
    [name, address, kind, vendor, ...tags].join("\n").toLowerCase(),
  );
}

/** The places of the subjects that have every word; in their order. */
export function search(index: readonly string[], query: string): readonly number[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found: number[] = [];
  index.forEach((text, place) => {
    if (words.every((word) => text.includes(word))) found.push(place);
  });
  return found;
}
