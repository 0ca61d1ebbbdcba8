export type Environment = Readonly<Record<string, string | undefined>>;

/** What a plugin needs from its process; Node's `process` is one. */
export interface PluginProcess {
  readonly env: Environment;
  readonly argv: readonly string[];
  readonly pid: number;
  readonly ppid: number;
  readonly platform: string;
  readonly stdout: Output;
  readonly stderr: Output;
  exit(code: number): void;
  on(event: string, listener: (cause: unknown) => void): unknown;
}

export interface Output {
  write(text: string): unknown;
  /** Streams of a real process. */
  on?(event: "error", listener: (cause: unknown) => void): unknown;
}
