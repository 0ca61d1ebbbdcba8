import { z } from "zod";
import type { CodePlace } from "#access/model/statements/instance.ts";
import { isObject } from "../json-parts.ts";
import type { Remark } from "../remarks.ts";
import { SourceError } from "../source-error.ts";
import { listStackEphemerals } from "../terraform/stack-ephemerals.ts";
import { isMoment } from "../waivers/waiver.ts";
import { isRepositoryPath, type StackCode } from "./stack-code.ts";

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
