import type { ExitCode } from "../command.ts";
import { run, type Terminal } from "../run.ts";

/** What a command printed, and how it ended. */
export interface Printed {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line, without the program's name, and keeps what it prints. */
export async function runCommand(words: readonly string[], given: Partial<Terminal> = {}): Promise<Printed> {
  let out = "";
  let err = "";
  const code = await run(words, { out: (part) => (out += part), err: (part) => (err += part), ...given });
  return { code, out, err };
}

/** A text as standard input. */
export async function* giveInput(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}
