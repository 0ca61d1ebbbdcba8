import { readFile } from "node:fs/promises";
import { join } from "node:path";
import autocannon from "autocannon";
import { z } from "zod";
import { type Child, bareFastify, startChild } from "./support/bare-fastify.ts";
import { measure, timed } from "./support/measure.ts";

const cli = join(import.meta.dirname, "..", "dist", "cli.mjs");
const seconds = 4;
const manyConnections = 64;
const accountId = "0198c0de-0000-7000-8000-000000000b01";
const userId = "0198c0de-0000-7000-8000-000000000b02";
const password = "Kestrel-over-4-fjords";
const token = "bench-administrator";

const announcement = z.object({ vendors: z.object({ signoz: z.object({ url: z.string() }) }) });

function startMock(): Promise<Child> {
  const urlOf = (line: string): string => announcement.parse(JSON.parse(line)).vendors.signoz.url;
  return startChild([cli, "mock", "--port", "0", "--token", `signoz=${token}`], urlOf);
}

interface Load {
  readonly name: string;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Another each time, where the mock takes no two alike. */
  body?(turn: number): string;
}

interface Rate {
  readonly requestsASecond: number;
  readonly p99: number;
}

let turn = 0;

async function press(base: string, { method, path, headers, body }: Load, connections: number): Promise<Rate> {
  const json = body === undefined ? {} : { "content-type": "application/json" };
  const setupRequest = (request: autocannon.Request): autocannon.Request => {
    turn += 1;
    return body === undefined ? request : { ...request, body: body(turn) };
  };
  const requests = [{ method, path: new URL(base + path).pathname, headers: { ...headers, ...json }, setupRequest }];
  const result = await autocannon({ url: base, requests, connections, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${path}: ${result.non2xx} answers were no success, ${result.errors} failed`);
  }
  return { requestsASecond: result.requests.average, p99: result.latency.p99 };
}

async function post(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body), headers });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response.status === 204 ? undefined : response.json();
}

async function seed({ url }: Child, signoz: unknown): Promise<void> {
  await post(new URL("/_mock/seed", url).href, { signoz });
}

async function loadsOf({ url }: Child): Promise<readonly Load[]> {
  const key = { "signoz-api-key": token };
  const me = await fetch(`${url}/api/v2/orgs/me`, { headers: key });
  const { data: organization } = z.object({ data: z.object({ id: z.string() }) }).parse(await me.json());
  const logIn = { email: "ada@latchkey.example", password, orgId: organization.id };
  const session = z
    .object({ data: z.object({ accessToken: z.string() }) })
    .parse(await post(`${url}/api/v2/sessions/email_password`, logIn));
  const asked = ["read", "update", "delete"].map((relation) => ({
    relation,
    object: { resource: { type: "metaresource", kind: "rule" }, selector: userId },
  }));
  return [
    { name: "authenticated read", method: "GET", path: `/api/v1/service_accounts`, headers: key },
    {
      name: "key creation",
      method: "POST",
      path: `/api/v1/service_accounts/${accountId}/keys`,
      headers: key,
      body: (number) => JSON.stringify({ name: `key-${number}`, expiresAt: 0 }),
    },
    {
      name: "permission check",
      method: "POST",
      path: "/api/v1/authz/check",
      headers: { authorization: `Bearer ${session.data.accessToken}` },
      body: () => JSON.stringify(asked),
    },
  ];
}

async function answerOf({ url }: Child, { method, path, headers, body }: Load): Promise<unknown> {
  const sent = body === undefined ? {} : { body: body(0) };
  return (await fetch(url + path, { method, headers, ...sent })).json();
}

async function benchLoads(mock: Child, loads: readonly Load[]): Promise<void> {
  const answers = await Promise.all(loads.map(async (load) => [load.path, await answerOf(mock, load)] as const));
  const bare = await bareFastify(Object.fromEntries(answers));
  for (const load of loads) {
    // Both warm: what is measured is the pace of a mock that has been asked before.
    for (const { url } of [mock, bare]) await press(url, load, 16);
    const name = `mock, ${load.name}, against a bare Fastify route with the same JSON`;
    await measure({
      name,
      rounds: 3,
      bar: { kind: "atLeast", ratio: 0.4 },
      unit: "requests/s",
      ours: async () => (await press(mock.url, load, 16)).requestsASecond,
      theirs: async () => (await press(bare.url, load, 16)).requestsASecond,
    });
    await measure({
      name: `${name}, 99th percentile at ${manyConnections} connections`,
      rounds: 3,
      bar: { kind: "atMost", ratio: 2.5 },
      unit: "ms",
      ours: async () => (await press(mock.url, load, manyConnections)).p99,
      theirs: async () => (await press(bare.url, load, manyConnections)).p99,
    });
  }
  await bare.stop();
}

async function residentMiB({ pid }: Child): Promise<number> {
  const [, kibibytes = "NaN"] = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kibibytes) / 1_024;
}

async function benchMemory(): Promise<void> {
  const accounts = 100;
  const keys = 1_000;
  const mock = await startMock();
  const before = await residentMiB(mock);
  for (let account = 0; account < accounts; account += 1) {
    const named = Array.from({ length: keys }, (_, index) => ({ name: `key-${index}` }));
    await seed(mock, { serviceAccounts: [{ name: `account-${account}`, keys: named }] });
  }
  const after = await residentMiB(mock);
  const each = Math.round(((after - before) * 1_024 * 1_024) / (accounts * keys));
  console.log(
    `· mock, memory: ${before.toFixed(0)} MiB at first, ${after.toFixed(0)} MiB with ${accounts * keys} keys (${each} bytes a key)`,
  );
  await mock.stop();
}

async function startAndStop(start: () => Promise<Child>): Promise<number> {
  let child: Child | undefined;
  const took = await timed(async () => {
    child = await start();
  });
  await child?.stop();
  return took;
}

/** The mock's three busiest kinds of request, its start, and what it holds. */
export async function benchMock(): Promise<void> {
  await measure({
    name: "mock, exec to ready, against a bare Fastify",
    rounds: 9,
    unit: "ms",
    bar: { kind: "atMost", ratio: 1.5 },
    ours: () => startAndStop(startMock),
    theirs: () => startAndStop(() => bareFastify()),
  });
  const mock = await startMock();
  await seed(mock, {
    serviceAccounts: [{ id: accountId, name: "busy" }],
    users: [{ id: userId, email: "ada@latchkey.example", password, roles: ["signoz-editor"] }],
  });
  await benchLoads(mock, await loadsOf(mock));
  await mock.stop();
  await benchMemory();
}
