import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as systemSleep } from "node:timers/promises";
import { createMock, type MockApp } from "#mock-server/app.ts";

export interface Exchange {
  readonly method: string;
  /** With the vendor's prefix, without the query. */
  readonly path: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly text: string;
}

/** What happens to a request: an answer, or a connection that breaks. */
export type Fate = Answer | "broken";

/** @param act has the vendor carry the request out */
export type Hook = (exchange: Exchange, act: () => Promise<Answer>) => Promise<Fate>;

/** A vendor's mock in this process, with a hook on every request. */
export interface VendorDouble {
  readonly mock: MockApp;
  readonly url: string;
  readonly token: string;
  /** The writes and reads so far, such as `POST /signoz/api/v1/roles`. */
  readonly requests: readonly string[];
  intercept(hook: Hook | undefined): void;
  /** Has the vendor carry a request out directly, as somebody else with the administrator's token. */
  ask(exchange: Pick<Exchange, "method" | "url"> & Partial<Exchange>): Promise<Answer>;
  close(): Promise<void>;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString("utf8");
}

function toHeaders(request: IncomingMessage): Readonly<Record<string, string>> {
  const kept = Object.entries(request.headers).filter(
    ([name]) => !["connection", "transfer-encoding", "content-length"].includes(name),
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}

function reply(response: ServerResponse, fate: Fate): void {
  if (fate === "broken") {
    response.destroy();
    return;
  }
  const headers = Object.entries(fate.headers).filter(([name]) => !["connection", "content-length"].includes(name));
  response.sendDate = false;
  response.writeHead(fate.status, Object.fromEntries(headers.map(([name, value]) => [name, value as string])));
  response.end(fate.text);
}

export async function startVendorDouble(
  vendor: string,
  options: { readonly seed?: unknown } = {},
): Promise<VendorDouble> {
  const mock = await createMock({
    seed: options.seed,
    sleep: (milliseconds) => systemSleep(Math.min(milliseconds, 10)),
  });
  const requests: string[] = [];
  let hook: Hook | undefined;
  async function act({ method, url, headers, body }: Exchange): Promise<Answer> {
    const answer = await mock.app.inject({ method: method as "GET", url, headers: { ...headers }, payload: body });
    return { status: answer.statusCode, headers: answer.headers as Answer["headers"], text: answer.payload };
  }
  const server = createServer((request, response) => {
    void (async () => {
      const url = request.url ?? "/";
      const path = url.replace(/\?.*$/, "");
      const exchange = {
        method: request.method ?? "GET",
        path,
        url,
        headers: toHeaders(request),
        body: await readBody(request),
      };
      requests.push(`${exchange.method} ${path}`);
      const carryOut = () => act(exchange);
      reply(response, hook === undefined ? await carryOut() : await hook(exchange, carryOut));
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let lastHeaders: Readonly<Record<string, string>> = {};
  return {
    mock,
    url: `${origin}/${vendor}`,
    token: mock.world.tokens[vendor] ?? "",
    requests,
    intercept(next) {
      hook = next;
    },
    async ask(exchange) {
      lastHeaders = exchange.headers ?? lastHeaders;
      return act({ path: exchange.url, headers: lastHeaders, body: "", ...exchange });
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await mock.close();
    },
  };
}
