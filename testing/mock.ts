import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import {
  type ClockChange,
  type Fault,
  type FaultOrder,
  type JournalEntry,
  type JournalFilter,
  type Snapshot,
  type SsoLogin,
  type SsoSession,
  clockReading,
  failure,
  fault,
  journalEntry,
  snapshot,
  ssoSession,
} from "#mock-server/control/shapes.ts";
import { startMockProcess } from "./mock-process.ts";

export interface MockOptions {
  /** @default a free port */
  readonly port?: number;
  /** Administrators' tokens by vendor. @default random ones */
  readonly token?: Readonly<Record<string, string>>;
  /** The initial data, as in a seed file. */
  readonly seed?: unknown;
  /** A file that keeps the data after the mock ends. @default memory */
  readonly store?: string;
}

export interface MockClock {
  get(): Promise<Date>;
  set(now: Date): Promise<Date>;
  /** Moves the clock by a duration such as `90d`, `36h` or `-30s`. */
  advance(duration: string): Promise<Date>;
}

/** Faults: what goes wrong between the mock and its clients. */
export interface MockFaults {
  /** Throws if no vendor serves the route. */
  add(order: FaultOrder): Promise<Fault>;
  list(): Promise<readonly Fault[]>;
  clear(): Promise<void>;
}

/** A mock server in its own process. Methods throw if it answers an error. */
export interface Mock {
  /** Its control API. */
  readonly control: string;
  /** Each vendor's address and administrator's token. Resets keep the token. */
  readonly vendors: Readonly<Record<string, { readonly url: string; readonly token: string }>>;
  readonly clock: MockClock;
  readonly faults: MockFaults;
  /** Restores the initial data and the seed, resets the clock, and clears the journal and the faults. */
  reset(): Promise<void>;
  /** Adds a seed. */
  seed(seed: unknown): Promise<void>;
  /** Signs a person in through single sign-on, with the vendor's role mapping. Throws if the vendor would not let the person in. */
  ssoLogin(person: SsoLogin): Promise<SsoSession>;
  /** The requests, oldest first. */
  requests(filter?: JournalFilter): Promise<readonly JournalEntry[]>;
  forgetRequests(): Promise<void>;
  /** All data, with secrets in clear text. */
  snapshot(): Promise<Snapshot>;
  restore(snapshot: Snapshot): Promise<void>;
  /** Ends the process and waits for it. */
  stop(): Promise<void>;
}

interface Exchange {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
}

async function ask(control: string, { method, path, body }: Exchange): Promise<unknown> {
  const response = await fetch(control + path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.status === 204) return undefined;
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  const parsed = failure.safeParse(answer);
  throw new Error(`${method} ${path}: ${parsed.success ? parsed.data.error.message : `status ${response.status}`}`);
}

function toQuery(filter: JournalFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value));
  return query.size === 0 ? "" : `?${query.toString()}`;
}

function createClock(control: string): MockClock {
  const read = async (exchange: Exchange): Promise<Date> =>
    new Date(clockReading.parse(await ask(control, exchange)).now);
  const change = (body: ClockChange): Promise<Date> => read({ method: "PUT", path: "/clock", body });
  return {
    get: () => read({ method: "GET", path: "/clock" }),
    set: (now) => change({ now: now.toISOString() }),
    advance: (duration) => change({ advance: duration }),
  };
}

function createFaults(control: string): MockFaults {
  const path = "/faults";
  return {
    add: async (body) => fault.parse(await ask(control, { method: "POST", path, body })),
    list: async () => z.array(fault).parse(await ask(control, { method: "GET", path })),
    clear: async () => void (await ask(control, { method: "DELETE", path })),
  };
}

function connect(control: string): Omit<Mock, "control" | "vendors" | "stop"> {
  const tell = async (exchange: Exchange): Promise<void> => void (await ask(control, exchange));
  return {
    clock: createClock(control),
    faults: createFaults(control),
    reset: () => tell({ method: "POST", path: "/reset" }),
    seed: (seed) => tell({ method: "POST", path: "/seed", body: seed }),
    ssoLogin: async (body) => ssoSession.parse(await ask(control, { method: "POST", path: "/sso-login", body })),
    requests: async (filter = {}) =>
      z.array(journalEntry).parse(await ask(control, { method: "GET", path: `/requests${toQuery(filter)}` })),
    forgetRequests: () => tell({ method: "DELETE", path: "/requests" }),
    snapshot: async () => snapshot.parse(await ask(control, { method: "GET", path: "/snapshot" })),
    restore: (body) => tell({ method: "PUT", path: "/snapshot", body }),
  };
}

async function start(options: MockOptions, folder: string): Promise<Mock> {
  const flags = ["--port", String(options.port ?? 0)];
  if (options.store !== undefined) flags.push("--store", options.store);
  if (options.seed !== undefined) {
    const file = join(folder, "seed.json");
    await writeFile(file, JSON.stringify(options.seed), { mode: 0o600 });
    flags.push("--seed", file);
  }
  const { announcement, stop } = await startMockProcess(flags, options.token ?? {});
  return { ...announcement, ...connect(announcement.control), stop };
}

/** Starts a mock server as a child process. It ends with `stop`, or when this process ends. */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-mock-"));
  try {
    return await start(options, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
