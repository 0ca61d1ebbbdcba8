import { type ChildProcess, spawn } from "node:child_process";

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ChildOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Exit codes that are no failure. @default only 0 */
  readonly accept?: readonly number[];
}

/** A child ended as it should not have: what it printed says why. */
export class ChildFailed extends Error {
  override readonly name = "ChildFailed";
  readonly output: string;

  constructor(command: readonly string[], { code, stdout, stderr }: Finished) {
    super(`${command.join(" ")} ended with exit code ${code}`);
    this.output = `${stdout}\n${stderr}`.trim();
  }
}

/** Children of this run, so that all of them end with it. */
export class Children {
  readonly #running = new Set<ChildProcess>();

  async run(command: readonly [string, ...string[]], { cwd, env, accept = [0] }: ChildOptions): Promise<Finished> {
    const [program, ...args] = command;
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    this.#running.add(child);
    const stdout = gather(child.stdout);
    const stderr = gather(child.stderr);
    const code = await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (status) => resolve(status ?? 1));
    }).finally(() => this.#running.delete(child));
    const finished = { code, stdout: stdout.join(""), stderr: stderr.join("") };
    if (!accept.includes(code)) throw new ChildFailed(command, finished);
    return finished;
  }

  /** Asks every child to end, as Ctrl-C in a terminal does: Terraform then finishes what it has begun. */
  interrupt(): void {
    for (const child of this.#running) child.kill("SIGINT");
  }
}

function gather(stream: NodeJS.ReadableStream): readonly string[] {
  const chunks: string[] = [];
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => chunks.push(chunk));
  return chunks;
}
