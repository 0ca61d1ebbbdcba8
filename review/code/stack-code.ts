import { z } from "zod";
import type { CodePlace } from "#access/model/statements/instance.ts";
import { dropIndexes } from "../addresses.ts";
import { isObject } from "../json-parts.ts";
import type { Remark } from "../remarks.ts";
import type { Reading } from "../source.ts";
import { listStackEphemerals } from "../terraform/stack-ephemerals.ts";
import { isMoment, type Waiver } from "../waivers/waiver.ts";
import { SourceError } from "../source-error.ts";

/** The name of the file that constructs write beside `cdk.tf.json`. */
export const codeFileName = "latchkey.json";

const block = z.object({
  address: z.string(),
  path: z.string(),
  file: z.string().optional(),
  line: z.int().positive().optional(),
});

const acceptance = z.object({
  code: z.string(),
  subject: z.string().optional(),
  reason: z.string(),
  until: z.string(),
  path: z.string(),
  addresses: z.array(z.string()),
});

const document = z.object({
  format: z.literal("latchkey-code/1"),
  blocks: z.array(block),
  accepted: z.array(acceptance).default([]),
});

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

function readPlace({ path, file, line }: z.infer<typeof block>): CodePlace | undefined {
  if (file === undefined) return { constructPath: path, file: null, line: null };
  return isRepositoryPath(file) ? { constructPath: path, file, line: line ?? null } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SourceError("is not JSON. Synthesize the stack again.");
  }
}

/** @throws SourceError if it is not what constructs write */
export function parseStackCode(text: string): StackCode {
  const parsed = document.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new SourceError("is not of the form latchkey-code/1. Synthesize the stack again, or use a newer Latchkey.");
  }
  const places = new Map<string, CodePlace>();
  const refused: string[] = [];
  for (const one of parsed.data.blocks) {
    const place = readPlace(one);
    if (place === undefined) refused.push(`${one.address}: its file is outside of the repository, and is not shown.`);
    else places.set(one.address, place);
  }
  const accepted = parsed.data.accepted.map(({ path, subject = null, ...one }) => ({ ...one, subject, by: path }));
  const broken = accepted.find(({ until }) => !isMoment(until));
  if (broken !== undefined) {
    throw new SourceError(`accepts ${broken.code} until no day and no instant. Synthesize the stack again.`);
  }
  return { places, accepted, refused };
}

/** The ephemeral objects that a synthesized stack has. @throws SourceError */
export function parseStackEphemerals(text: string): readonly Remark[] {
  const stack = parseJson(text);
  return isObject(stack) ? listStackEphemerals(stack) : [];
}

/** The same objects, with where their code is. */
export function labelReading(reading: Reading, { places, refused, ephemeral = [] }: StackCode): Reading {
  const instances = reading.instances.map((instance) => {
    const code = instance.address === null ? undefined : places.get(dropIndexes(instance.address));
    return code === undefined ? instance : { ...instance, code };
  });
  const remarks = [...(reading.remarks ?? []), ...ephemeral];
  return { ...reading, instances, remarks, assumptions: [...reading.assumptions, ...refused] };
}
