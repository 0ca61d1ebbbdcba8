/** The library that the sources import; builds for the others replace it. */
export const sourceEngine = "cdktf";

/** The libraries that stacks are written with: CDKTF, and its fork CDK Terrain. */
export const engines = [sourceEngine, "cdktn"] as const;

/** What users import for one engine. */
interface Build {
  readonly engine: (typeof engines)[number];
  /** The name of the part that `npm run build` makes. */
  readonly part: string;
  /** From `dist/`, without an extension. */
  readonly to: string;
}

export interface LibraryEntry {
  /** From the root. */
  readonly from: string;
  readonly builds: readonly Build[];
}

const sources = { index: "constructs/index.ts", l1: "constructs/l1.ts", testing: "testing/index.ts" };

/** What users import: the same sources for each engine. */
export const libraryEntries: readonly LibraryEntry[] = Object.entries(sources).map(([name, from]) => ({
  from,
  builds: engines.map((engine) => ({
    engine,
    part: name === "index" ? engine : `${engine}-${name}`,
    to: `${engine}/${name}`,
  })),
}));
