interface OutputStream {
  on(event: "error", listener: (error: NodeJS.ErrnoException) => void): unknown;
  write(text: string): unknown;
}

/** What a command's process needs to end when its output does. */
interface OutputProcess {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  exit(code: number): void;
}

/**
 * Ends the process without a stack trace when nobody reads its output any more (`| head -1`), or when it cannot be
 * written (`> /dev/full`).
 */
export function listenForClosedOutput(host: OutputProcess): void {
  host.stdout.on("error", ({ code = "no code" }) => {
    // As other commands do: a reader that has enough is no error.
    if (code === "EPIPE") return host.exit(0);
    host.stderr.write(`latchkey: cannot write the output (${code})\n`);
    return host.exit(2);
  });
  // There is nowhere left to report it.
  host.stderr.on("error", () => host.exit(2));
}
