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

/** What the stream says once nobody reads it, and for what is written to it afterwards. */
const unread = new Set(["EPIPE", "ERR_STREAM_DESTROYED"]);

/**
 * Goes on without a stack trace when nobody reads the output any more (`| head -1`): the exit code is what the command finds.
 * Ends the process when the output cannot be written (`> /dev/full`).
 */
export function listenForClosedOutput(host: OutputProcess): void {
  host.stdout.on("error", ({ code = "no code" }) => {
    if (unread.has(code)) return;
    host.stderr.write(`latchkey: cannot write the output (${code})\n`);
    host.exit(2);
  });
  // There is nowhere left to report it.
  host.stderr.on("error", () => host.exit(2));
}
