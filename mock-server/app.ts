import { randomBytes as systemRandomBytes } from "node:crypto";
import { setTimeout as systemSleep } from "node:timers/promises";
import { type FastifyInstance, fastify } from "fastify";
import { type Clock, createClock } from "./shared/clock.ts";
import { registerControl } from "./control/routes.ts";
import { createFaults } from "./control/faults.ts";
import { type Journal, createJournal } from "./control/journal.ts";
import { MemoryStore } from "./shared/store/memory-store.ts";
import { type RandomBytes, poolRandomBytes } from "./shared/random.ts";
import { vendors as allVendors } from "./registry.gen.ts";
import { readSeed } from "./shared/seed-file.ts";
import { serveVendor } from "./serve-vendor.ts";
import type { Store } from "./shared/store/store.ts";
import type { RouteFacts, Vendor } from "./shared/vendor.ts";
import { World } from "./shared/world.ts";

export interface MockOptions {
  /** @default every vendor that is registered */
  readonly vendors?: readonly Vendor[];
  /** @default a new `MemoryStore` */
  readonly store?: Store;
  /** @default the system's time */
  readonly clock?: Clock;
  /** @default the system's randomness */
  readonly randomBytes?: RandomBytes;
  /** How a delayed answer waits. @default the system's timer, which does not keep the process alive */
  readonly sleep?: (milliseconds: number) => Promise<void>;
  /** Administrators' tokens by vendor; other vendors get random ones. */
  readonly tokens?: Readonly<Record<string, string>>;
  /** The initial data, added again at each reset. Ignored if the store already has data. */
  readonly seed?: unknown;
  /** Lets other machines use `/_mock` with this bearer token. */
  readonly controlToken?: string;
}

export interface MockApp {
  /** Not listening: a test injects requests, `server.ts` listens. */
  readonly app: FastifyInstance;
  readonly world: World;
  readonly clock: Clock;
  readonly journal: Journal;
  /** Stops answering, then waits until the store has written everything. */
  close(): Promise<void>;
}

export interface ListedRoute extends RouteFacts {
  readonly vendor: string;
}

/** Every route that a mock of these vendors serves, without starting one. */
export function listRoutes(vendors: readonly Vendor[] = allVendors): readonly ListedRoute[] {
  return vendors.flatMap((vendor) => vendor.routes.map((route) => ({ ...route, vendor: vendor.name })));
}

const mediaType = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+\s*(?:;|$)/;

function createFastify(): FastifyInstance {
  const app = fastify({
    logger: false,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    // A snapshot of tens of thousands of accounts comes back in one body.
    bodyLimit: 256 * 1024 * 1024,
    // As long as a request line may be: the vendor decides whether an id is too long.
    routerOptions: { maxParamLength: 16_384 },
    // The vendors' servers answer this to a malformed URL before their own code runs.
    frameworkErrors: (_error, _request, reply) => {
      reply.raw.writeHead(400, { "content-type": "text/plain" }).end("400 Bad Request");
    },
  });
  // Bodies stay text: the vendor decides when to parse one, and whether its content type matters.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
  // Fastify would refuse a malformed content type before the vendor sees it.
  app.addHook("onRequest", (request, _reply, done) => {
    if (!mediaType.test(request.headers["content-type"] ?? "a/b")) delete request.headers["content-type"];
    done();
  });
  app.setNotFoundHandler(async (request, reply) =>
    reply
      .code(404)
      .send({ error: { message: `${request.method} ${request.url}: there is no vendor and no control route here` } }),
  );
  return app;
}

/** Throws `SeedError` or `InvalidRows` if it cannot use the seed or the store. */
export async function createMock(options: MockOptions = {}): Promise<MockApp> {
  const { vendors = allVendors, store = new MemoryStore() } = options;
  const randomBytes = options.randomBytes ?? poolRandomBytes(systemRandomBytes);
  const clock = options.clock ?? createClock(Date.now);
  const journal = createJournal();
  const world = new World({ vendors, surroundings: { store, clock, randomBytes }, tokens: options.tokens ?? {} });
  await world.open(readSeed(vendors, options.seed ?? {}));
  const app = createFastify();
  const routes = listRoutes(vendors).map(({ vendor, method, path }) => ({ method, path: `/${vendor}${path}` }));
  const faults = createFaults(routes, randomBytes, clock.now);
  const sleep = options.sleep ?? ((milliseconds) => systemSleep(milliseconds, undefined, { ref: false }));
  for (const { name, server } of world.servers) {
    serveVendor(app, { name, server, store, journal, clock, faults, sleep });
  }
  registerControl(app, { world, journal, clock, faults, vendors, controlToken: options.controlToken });
  await app.ready();
  return {
    app,
    world,
    clock,
    journal,
    close: async () => {
      await app.close();
      await store.close();
    },
  };
}
