import { spawn } from "node:child_process";
import { once } from "node:events";

export interface Child {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** A process whose first line on standard output says that it is ready. */
export async function startChild(args: readonly string[], urlOf: (line: string) => string): Promise<Child> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return {
    url: urlOf(line.toString().trim()),
    pid: child.pid ?? 0,
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** Fastify alone, in a process of its own as the mock is: it reads what is sent and answers these, by path. */
export async function bareFastify(answers: Readonly<Record<string, unknown>> = {}): Promise<Child> {
  const program = `
    import fastify from "fastify";
    const answers = ${JSON.stringify(answers)};
    const app = fastify();
    for (const [url, answer] of Object.entries(answers)) {
      app.route({ method: ["GET", "POST"], url, handler: async () => answer });
    }
    console.log(await app.listen({ port: 0, host: "127.0.0.1" }));
  `;
  return startChild(["--input-type=module", "-e", program], (line) => line);
}
