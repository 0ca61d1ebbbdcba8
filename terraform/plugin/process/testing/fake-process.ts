import { EventEmitter } from "node:events";
import type { ConsoleMethods } from "../console.ts";
import type { Environment, PluginProcess } from "../plugin-process.ts";

export const terraformEnvironment: Environment = {
  TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
  PLUGIN_PROTOCOL_VERSIONS: "5,6",
};

/** A process that records its output and does not exit. */
export interface FakeProcess extends PluginProcess {
  ppid: number;
  readonly printed: { stdout: string; stderr: string };
  readonly exits: readonly number[];
  emit(event: string, cause?: unknown): void;
}

export function createFakeProcess(env: Environment = terraformEnvironment, ...args: readonly string[]): FakeProcess {
  const events = new EventEmitter();
  const printed = { stdout: "", stderr: "" };
  const exits: number[] = [];
  return {
    env,
    argv: ["node", "provider", ...args],
    pid: 4711,
    ppid: 4700,
    platform: process.platform,
    stdout: { write: (text) => (printed.stdout += text) },
    stderr: { write: (text) => (printed.stderr += text) },
    exit: (code) => void exits.push(code),
    on: (event, listener) => events.on(event, listener),
    printed,
    exits,
    emit: (event, cause) => void events.emit(event, cause),
  };
}

export function createFakeConsole(): ConsoleMethods {
  const print = () => undefined;
  return { log: print, info: print, debug: print, trace: print, warn: print, error: print };
}
