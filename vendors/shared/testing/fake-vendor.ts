import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:http";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { Secret } from "#access/schema/secret.ts";
import type { Dialect } from "../calls/dialect.ts";
import { Connection } from "../connection.ts";

/** A vendor without nouns, to test shared code. */
export const kiteFacts: VendorFacts = {
  name: "kite",
  title: "Kite",
  connection: { endpointVariable: "KITE_URL", tokenVariable: "KITE_TOKEN", apiPrefixes: ["/kite"] },
  nouns: {},
  permissions: { problems: () => [], canonical: (atom) => atom, covers: () => false, managedRoles: {} },
};

/** The vendor's errors are `{ "wrong": TEXT }`. */
export const kiteDialect: Dialect = {
  title: "Kite",
  errorBody: "refusal",
  readFailure({ status, body }) {
    if (typeof body !== "object" || body === null || !("wrong" in body)) return undefined;
    return { text: `${status}: ${String(body.wrong)}` };
  },
};

export interface FakeReply {
  readonly status: number;
  readonly body?: unknown;
  /** @default application/json */
  readonly type?: string;
  /** @default none */
  readonly headers?: { readonly [name: string]: string };
}

/** Answers a request such as `GET /path`. Undefined cuts the connection, so that the response is lost. */
export type Reply = (request: string) => FakeReply | undefined;

export interface FakeVendor {
  readonly connection: Connection;
  readonly context: Context<Connection>;
  /** The requests so far, such as `GET /path`. */
  readonly requests: readonly string[];
  /** The summaries of the warnings so far. */
  readonly warnings: readonly string[];
  close(): Promise<void>;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function startFakeVendor(reply: Reply, now: () => Date = () => new Date(0)): Promise<FakeVendor> {
  const requests: string[] = [];
  const warnings: string[] = [];
  const server = createServer((request, response) => {
    const requestText = `${request.method ?? ""} ${request.url ?? ""}`;
    requests.push(requestText);
    const answer = reply(requestText);
    if (answer === undefined) {
      response.destroy();
      return;
    }
    response.writeHead(answer.status, { ...answer.headers, "content-type": answer.type ?? "application/json" });
    response.end(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body ?? {}));
  });
  const options = {
    endpoint: await listen(server),
    token: new Secret("kite-token"),
    tokenSource: "KITE_TOKEN",
    requestTimeout: 5_000,
    maxRetries: 0,
    now,
    sleep: () => Promise.resolve(),
    trace: () => undefined,
  };
  const connection = new Connection(options, kiteDialect, { token: options.token, tokenHeader: "kite-token" });
  const context: Context<Connection> = {
    client: connection,
    facts: kiteFacts,
    now,
    signal: new AbortController().signal,
    warn: (summary) => void warnings.push(summary),
  };
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  };
  return { connection, context, requests, warnings, close };
}
