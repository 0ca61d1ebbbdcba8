import type { Command } from "commander";

/** 0: success. 1: findings. 2: error. */
export type ExitCode = 0 | 1 | 2;

/** What a command may touch of the process. */
export interface Io {
  /** Results, for machines where a format says so. */
  out(text: string): void;
  /** Progress and errors. */
  err(text: string): void;
  /** Standard input, for commands that take `-`. Left out if there is none. */
  readonly input?: AsyncIterable<Uint8Array>;
  /** Whether a person reads what is printed and can answer. @default false */
  readonly isTerminal?: boolean;
  /** The variables of the process. @default none */
  readonly environment?: { readonly [name: string]: string | undefined };
  /** From now on, an interruption (Ctrl-C) aborts the signal instead of ending the process. @default nobody interrupts */
  catchInterruption?(): AbortSignal;
  /** The exit code, unless the command throws. */
  finish(code: ExitCode): void;
}

/** One file of `cli/commands/`. */
export interface CliCommand {
  /** Whether it is about every command, so that all are registered beside it. @default false */
  readonly needsAll?: true;
  register(program: Command, io: Io): void;
}
