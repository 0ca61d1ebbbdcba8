/** The library that the sources import; builds for the others replace it. */
export const sourceEngine = "cdktf";

/** The libraries that stacks are written with: CDKTF, and its fork CDK Terrain. */
export const engines = [sourceEngine, "cdktn"] as const;

type Engine = (typeof engines)[number];

export interface LibraryEntry {
  readonly engine: Engine;
  /** The name of the part that the build makes. */
  readonly name: string;
  /** From the root. */
  readonly from: string;
  /** From `dist/`, without an extension. */
  readonly to: string;
}

const sources = [
  { name: "index", from: "constructs/index.ts" },
  { name: "l1", from: "constructs/l1.ts" },
  { name: "testing", from: "testing/index.ts" },
];

/** What users import: the same sources for each engine. */
export const libraryEntries: readonly LibraryEntry[] = engines.flatMap((engine) =>
  sources.map(({ name, from }) => ({
    engine,
    name: name === "index" ? engine : `${engine}-${name}`,
    from,
    to: `${engine}/${name}`,
  })),
);
