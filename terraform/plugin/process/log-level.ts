export type LogFields = Readonly<Record<string, unknown>>;

/** Log lines on stderr, which Terraform reads with their level. Logging never throws. */
export interface Log {
  trace(message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** The same log with fields that are added to every line. */
  with(fields: LogFields): Log;
}

export const levels = ["trace", "debug", "info", "warn", "error"] as const;

export type LogLevel = (typeof levels)[number];
