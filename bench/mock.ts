import { spawn } from "node:child_process";
import { once } from "node:events";
import autocannon from "autocannon";
import { startMock } from "../testing/mock.ts";
import { measure } from "./support/measure.ts";

const seconds = 4;
const connections = 16;

interface Load {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function requestsASecond({ url, headers }: Load): Promise<number> {
  const { requests, non2xx, errors } = await autocannon({ url, headers, connections, duration: seconds });
  if (non2xx > 0 || errors > 0) throw new Error(`${url}: ${non2xx} answers were no success, ${errors} failed`);
  return requests.average;
}

/** A route that answers JSON of the same size and does nothing else, in a process of its own as the mock is. */
async function bareRoute(answer: unknown): Promise<{ readonly url: string; stop(): void }> {
  const program = `
    import fastify from "fastify";
    const answer = ${JSON.stringify(answer)};
    const app = fastify();
    app.get("/", async () => answer);
    console.log(await app.listen({ port: 0, host: "127.0.0.1" }));
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { url: line.toString().trim(), stop: () => void child.kill() };
}

/** The mock's authenticated read against a bare Fastify route. */
export async function benchMock(): Promise<void> {
  const mock = await startMock();
  const vendor = mock.vendors["signoz"];
  if (vendor === undefined) throw new Error("the mock server has no SigNoz");
  const ours = { url: `${vendor.url}/api/v1/service_accounts`, headers: { "SIGNOZ-API-KEY": vendor.token } };
  const answer: unknown = await (await fetch(ours.url, { headers: ours.headers })).json();
  const bare = await bareRoute(answer);
  await measure({
    name: "mock, authenticated read, against a bare Fastify route with the same JSON",
    ours: () => requestsASecond(ours),
    theirs: () => requestsASecond({ url: bare.url, headers: {} }),
    rounds: 3,
    bar: { kind: "atLeast", ratio: 0.4 },
    unit: "requests/s",
  });
  bare.stop();
  await mock.stop();
}
