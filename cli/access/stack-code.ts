import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { codeFileName, type StackCode } from "#review/code/stack-code.ts";
import type { Io } from "../command.ts";
import { readParsed } from "./read-document.ts";

export interface StackFlags {
  /** The folder of a stack, or that of an app. */
  readonly synth?: string;
  /** Names of stacks in it: one for each plan. */
  readonly stack: readonly string[];
}

const usualFolder = "cdktf.out";
const inApp = "stacks";
export const stackFileName = "cdk.tf.json";

function listStacks(app: string): readonly string[] {
  const folder = join(app, inApp);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, codeFileName)));
}

function findStack(app: string, name: string): string {
  // A name is one folder: nothing else is read.
  const isFolder = name !== "" && name !== "." && name !== ".." && !/[/\\\0]/.test(name);
  const folder = join(app, inApp, name);
  if (isFolder && existsSync(join(folder, codeFileName))) return folder;
  const all = listStacks(app);
  const hint = all.length === 0 ? "Synthesize the app first." : `There are: ${all.join(", ")}.`;
  throw new Error(`${app} has no stack "${name}" with a ${codeFileName}. ${hint}`);
}

/** The only stack of a folder, which may itself be one. */
function findOnlyStack(folder: string): string {
  if (existsSync(join(folder, codeFileName))) return folder;
  const [only, ...others] = listStacks(folder);
  if (only === undefined) {
    throw new Error(
      `${folder} has no ${codeFileName}, which the constructs of latchkey write. Synthesize the app first.`,
    );
  }
  if (others.length === 0) return join(folder, inApp, only);
  throw new Error(
    `${folder} has ${others.length + 1} stacks: ${[only, ...others].join(", ")}. Give the one of each plan as --stack.`,
  );
}

/** The folders of the stacks that are asked for. @throws Error */
export function listStackFolders({ synth, stack }: StackFlags): readonly string[] {
  if (stack.length > 0) return stack.map((name) => findStack(synth ?? usualFolder, name));
  return synth === undefined ? [] : [findOnlyStack(synth)];
}

async function readFolder(folder: string, io: Io): Promise<StackCode> {
  const { parseStackCode, parseStackEphemerals } = await import("#review/code/read-stack-code.ts");
  const code = await readParsed(join(folder, codeFileName), io, parseStackCode);
  const stack = join(folder, stackFileName);
  return existsSync(stack) ? { ...code, ephemeral: await readParsed(stack, io, parseStackEphemerals) } : code;
}

/** Where the code of each of some plans is, in their order; empty if it is not asked for. @throws Error */
export async function readStackCode(flags: StackFlags, plans: number, io: Io): Promise<readonly StackCode[]> {
  const folders = listStackFolders(flags);
  if (folders.length > 0 && folders.length !== plans) {
    throw new Error(
      `there are ${plans} files and ${folders.length === 1 ? "1 stack" : `${folders.length} stacks`}: give --stack once for each file, in the order of the files`,
    );
  }
  return Promise.all(folders.map((folder) => readFolder(folder, io)));
}
