import { type Log, type LogFields, type LogLevel, levels } from "./log-level.ts";
import { formatLine } from "./log-line.ts";

export type { Log, LogFields, LogLevel } from "./log-level.ts";

export interface LogOptions {
  readonly level: LogLevel | "off";
  /** `@module` of every line. */
  readonly module: string;
  readonly write: (line: string) => void;
  readonly now: () => Date;
}

const ignore = (): void => undefined;

/** A log that discards every line. */
export const silent: Log = {
  trace: ignore,
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  with: () => silent,
};

export function createLog(options: LogOptions, bound: LogFields = {}): Log {
  const { level } = options;
  if (level === "off") return silent;
  const from = levels.indexOf(level);
  const line = (at: LogLevel) =>
    levels.indexOf(at) < from
      ? ignore
      : (message: string, fields?: LogFields) =>
          writeLine(options, { level: at, message, fields: { ...bound, ...fields } });
  return {
    trace: line("trace"),
    debug: line("debug"),
    info: line("info"),
    warn: line("warn"),
    error: line("error"),
    with: (fields) => createLog(options, { ...bound, ...fields }),
  };
}

/**
 * Reads the level from `TF_LOG_PROVIDER_<NAME>`, otherwise `TF_LOG_PROVIDER`, otherwise `TF_LOG`. `json` and
 * unknown levels mean `trace`, as in Terraform itself.
 */
export function readLogLevel(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
): LogLevel | "off" {
  const own = `TF_LOG_PROVIDER_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}`;
  const asked = [own, "TF_LOG_PROVIDER", "TF_LOG"]
    .map((variable) => environment[variable])
    .find(Boolean)
    ?.toLowerCase();
  if (asked === undefined || asked === "off") return "off";
  return levels.find((level) => level === asked) ?? "trace";
}

interface Entry {
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: LogFields;
}

function writeLine({ module, write, now }: LogOptions, { level, message, fields }: Entry): void {
  try {
    write(formatLine({ level, module, message, time: now() }, fields));
  } catch {
    // a line that cannot be written is lost: there is nowhere else to report it
  }
}
