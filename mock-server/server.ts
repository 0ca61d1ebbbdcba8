import { isNativeError } from "node:util/types";
import { z } from "zod";
import { type MockApp, type MockOptions, createMock } from "./app.ts";
import { isLoopbackHost } from "./control/access.ts";
import { FileStore } from "./shared/store/file-store.ts";
import { MemoryStore } from "./shared/store/memory-store.ts";
import type { Store } from "./shared/store/store.ts";

export interface ServeOptions {
  /** 0 picks a free one. */
  readonly port: number;
  readonly host: string;
  /** `memory`, or the path of a file. */
  readonly store: string;
  /** The initial data: one member for each vendor. @default no data */
  readonly seed?: unknown;
  readonly tokens: Readonly<Record<string, string>>;
  readonly controlToken?: string | undefined;
  /** Called when something goes wrong later, such as a failed write to the store file. */
  readonly warn: (message: string) => void;
}

/** What the mock prints when it is ready. */
export interface Announcement {
  readonly control: string;
  readonly vendors: Readonly<Record<string, { readonly url: string; readonly token: string }>>;
}

export interface Serving {
  readonly announcement: Announcement;
  stop(): Promise<void>;
}

/** The mock could not start. The message says why and what to do. */
export class ServeError extends Error {
  override readonly name = "ServeError";
}

function messageOf(error: unknown): string {
  return isNativeError(error) ? error.message : String(error);
}

async function openStore({ store, warn }: ServeOptions): Promise<Store> {
  if (store === "memory") return new MemoryStore();
  return FileStore.open(store, { failed: (error) => warn(`cannot write ${store}: ${messageOf(error)}`) });
}

function checkReach({ host, controlToken }: ServeOptions): void {
  if (isLoopbackHost(host) || (controlToken ?? "") !== "") return;
  throw new ServeError(`other machines can reach ${host}: set --control-token, or listen on 127.0.0.1`);
}

function baseUrl(host: string, port: number): string {
  // Clients cannot connect to the wildcard addresses.
  const named = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `http://${named.includes(":") ? `[${named}]` : named}:${port}`;
}

const listeningAddress = z.object({ port: z.number() });

async function listen({ app }: MockApp, { host, port }: ServeOptions): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const isTaken = isNativeError(error) && "code" in error && error.code === "EADDRINUSE";
    const fault = isTaken
      ? `port ${port} on ${host} is in use: choose another --port, or 0 for any free port`
      : messageOf(error);
    throw new ServeError(fault, { cause: error });
  }
  return baseUrl(host, listeningAddress.parse(app.server.address()).port);
}

async function openMock(store: Store, options: MockOptions): Promise<MockApp> {
  try {
    return await createMock({ ...options, store });
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Starts a mock that listens. Throws `ServeError`, `SeedError` or `InvalidRows`, having closed what it opened. */
export async function serve(options: ServeOptions): Promise<Serving> {
  checkReach(options);
  const store = await openStore(options);
  const { seed = {}, tokens, controlToken } = options;
  const mock = await openMock(store, { seed, tokens, ...(controlToken === undefined ? {} : { controlToken }) });
  try {
    const base = await listen(mock, options);
    const vendors = Object.entries(mock.world.tokens).map(([name, token]) => [name, { url: `${base}/${name}`, token }]);
    return {
      announcement: { control: `${base}/_mock`, vendors: Object.fromEntries(vendors) },
      stop: () => mock.close(),
    };
  } catch (error) {
    await mock.close();
    throw error;
  }
}

/** What else than a signal asks the process to end. */
export interface StopRequests {
  /** The end of standard input. */
  readonly inputEnds: boolean;
  /** The death of the process that started this one. */
  readonly parentDies: boolean;
}

const parentCheckMs = 250;

function callWhenParentDies(stop: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, parentCheckMs);
  timer.unref();
}

/** Resolves when the process is asked to end. */
export async function untilAskedToStop({ inputEnds, parentDies }: StopRequests): Promise<void> {
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
    if (parentDies) callWhenParentDies(resolve);
    if (!inputEnds) return;
    process.stdin.once("end", resolve);
    process.stdin.once("close", resolve);
    process.stdin.resume();
  });
  process.stdin.pause();
}
