import { readFile } from "node:fs/promises";
import { z } from "zod";
import { type MockApp, type MockOptions, createMock } from "./app.ts";
import { isLoopbackHost } from "./control/access.ts";
import { FileStore } from "./file-store.ts";
import { MemoryStore } from "./memory-store.ts";
import type { Store } from "./store.ts";

export interface ServeOptions {
  /** 0 takes any free one. */
  readonly port: number;
  readonly host: string;
  /** `memory`, or the path of a file. */
  readonly store: string;
  readonly seedFile?: string | undefined;
  readonly tokens: Readonly<Record<string, string>>;
  readonly controlToken?: string | undefined;
  /** Told of what went wrong later, such as a file that could not be written. */
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

/** The mock could not be started: the message says why and what to do. */
export class CannotServe extends Error {
  override readonly name = "CannotServe";
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function readSeedFile(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw new CannotServe(`the seed cannot be read: ${reason(error)}`, { cause: error });
  }
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words quote the file, and a seed may hold keys.
    throw new CannotServe(`the seed ${path} is not JSON`);
  }
}

async function openStore({ store, warn }: ServeOptions): Promise<Store> {
  if (store === "memory") return new MemoryStore();
  return FileStore.open(store, { failed: (error) => warn(`${store} could not be written: ${reason(error)}`) });
}

function checkReach({ host, controlToken }: ServeOptions): void {
  if (isLoopbackHost(host) || (controlToken ?? "") !== "") return;
  throw new CannotServe(`${host} can be reached from other machines: give a --control-token, or listen on 127.0.0.1`);
}

function baseUrl(host: string, port: number): string {
  // The wildcard addresses are no place to send a request to.
  const named = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `http://${named.includes(":") ? `[${named}]` : named}:${port}`;
}

const listeningAddress = z.object({ port: z.number() });

async function listen({ app }: MockApp, { host, port }: ServeOptions): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    const fault = isTaken ? `port ${port} of ${host} is taken: choose another --port, or 0 for any` : reason(error);
    throw new CannotServe(fault, { cause: error });
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

/** Starts a mock that listens. Throws `CannotServe`, `SeedRefused` or `InvalidRows`, having closed what it opened. */
export async function serve(options: ServeOptions): Promise<Serving> {
  checkReach(options);
  const seed = options.seedFile === undefined ? {} : await readSeedFile(options.seedFile);
  const store = await openStore(options);
  const { tokens, controlToken } = options;
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

/** Resolves when the process is asked to end: by a signal, or by its parent's end of the input pipe. */
export async function untilAskedToStop(isParentWatched: boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
    if (!isParentWatched) return;
    process.stdin.once("end", resolve);
    process.stdin.once("close", resolve);
    process.stdin.resume();
  });
  process.stdin.pause();
}
