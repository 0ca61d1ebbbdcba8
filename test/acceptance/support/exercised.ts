import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Operation } from "./exercise.ts";

const folder = join(import.meta.dirname, "..", "..", "fixtures", "exercised");

/** What was seen to work of one vendor: operations by noun, and the look-ups. */
export interface Exercised {
  readonly nouns: Readonly<Record<string, readonly Operation[]>>;
  readonly lookUps: readonly string[];
}

const pathOf = (vendor: string): string => join(folder, `${vendor}.json`);

/** What is checked in; undefined for a vendor of which nothing was recorded yet. */
export function recorded(vendor: string): unknown {
  const path = pathOf(vendor);
  return existsSync(path) ? z.unknown().parse(JSON.parse(readFileSync(path, "utf8"))) : undefined;
}

export function record(vendor: string, exercised: Exercised): void {
  mkdirSync(dirname(pathOf(vendor)), { recursive: true });
  const nouns = Object.entries(exercised.nouns).map(
    ([noun, operations]) => `    ${JSON.stringify(noun)}: ${JSON.stringify(operations).replaceAll(",", ", ")}`,
  );
  const lookUps = JSON.stringify(exercised.lookUps).replaceAll(",", ", ");
  writeFileSync(pathOf(vendor), `{\n  "nouns": {\n${nouns.join(",\n")}\n  },\n  "lookUps": ${lookUps}\n}\n`);
}
