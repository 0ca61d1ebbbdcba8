import { format } from "node:util";
import type { Log } from "./log.ts";
import type { Output } from "./plugin-process.ts";

type Printer = (...values: unknown[]) => void;

/** The console methods that have a log level; the others end up in `stdout.write`. */
export interface ConsoleMethods {
  log: Printer;
  info: Printer;
  debug: Printer;
  trace: Printer;
  warn: Printer;
  error: Printer;
}

/** Turns console output into log lines: on stdout it would break the handshake, on stderr it would have no level. */
export function captureConsole(target: ConsoleMethods, log: Log): void {
  target.log = (...values) => log.info(format(...values));
  target.info = target.log;
  target.debug = (...values) => log.debug(format(...values));
  target.trace = (...values) => log.trace(format(...values), { stack: new Error().stack });
  target.warn = (...values) => log.warn(format(...values));
  target.error = (...values) => log.error(format(...values));
}

/** Redirects stdout to the log. */
export function captureOutput(stdout: Output, log: Log): void {
  stdout.write = (text: unknown, ...rest: readonly unknown[]) => {
    log.info(String(text).trimEnd());
    const callback = rest.find((argument) => typeof argument === "function");
    if (callback !== undefined) queueMicrotask(() => callback());
    return true;
  };
}
