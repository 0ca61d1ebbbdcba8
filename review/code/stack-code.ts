import type { CodePlace } from "#access/model/statements/instance.ts";
import { dropIndexes } from "../addresses.ts";
import type { Remark } from "../remarks.ts";
import type { Reading } from "../source.ts";
import type { Waiver } from "../waivers/waiver.ts";

/** The name of the file that constructs write beside `cdk.tf.json`. */
export const codeFileName = "latchkey.json";

/** What a synthesized stack says of its code. The author under review wrote it: it labels, and decides nothing. */
export interface StackCode {
  /** By address, without an index. */
  readonly places: ReadonlyMap<string, CodePlace>;
  /** What the code accepts, each with the path of its construct. */
  readonly accepted: readonly Waiver[];
  /** What was refused of it: sentences. */
  readonly refused: readonly string[];
  /** What no plan shows of it. @default none */
  readonly ephemeral?: readonly Remark[];
}

const longest = 1_024;

/** Whether a path is within the repository, whatever the system: relative, without `..`, and without what hides. */
export function isRepositoryPath(path: string): boolean {
  if (path === "" || path.length > longest || /[\\\p{Cc}\p{Cf}]/u.test(path)) return false;
  if (path.startsWith("/") || /^[a-z][a-z0-9+.-]*:/i.test(path)) return false;
  return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

/** The same objects, with where their code is. */
export function labelReading(reading: Reading, { places, refused, ephemeral = [] }: StackCode): Reading {
  const instances = reading.instances.map((instance) => {
    const code = instance.address === null ? undefined : places.get(dropIndexes(instance.address));
    return code === undefined ? instance : { ...instance, code };
  });
  // What the stack tells of one is more than what a plan does.
  const told = new Set(ephemeral.map(({ address }) => address));
  const others = (reading.remarks ?? []).filter(({ kind, address }) => kind !== "ephemeral" || !told.has(address));
  const remarks = [...others, ...ephemeral];
  return { ...reading, instances, remarks, assumptions: [...reading.assumptions, ...refused] };
}
