/**
 * The most that is taken from an endpoint. Real answers stay far below: a list of 50,000 accounts has about 15 MB. What is
 * larger comes from a server that is broken, or that wants to exhaust this process.
 */
export const limits = {
  /** Of one body. */
  bodyBytes: 32 * 1024 * 1024,
  /** Of all headers of one answer. */
  headerBytes: 32 * 1024,
  /** Of one JSON document: objects and arrays inside each other. */
  jsonDepth: 64,
  /** Of one text or member name in a JSON document. */
  textLength: 256 * 1024,
  /** Of one list. */
  pages: 1_000,
  /** Of one list. */
  rows: 200_000,
} as const;

export function describeBytes(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${bytes / 1024 / 1024} MiB` : `${bytes / 1024} KiB`;
}
