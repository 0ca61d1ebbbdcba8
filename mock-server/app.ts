import { randomBytes as systemRandomBytes } from "node:crypto";
import { setTimeout as systemSleep } from "node:timers/promises";
import { type FastifyInstance, fastify } from "fastify";
import { type Clock, createClock } from "./clock.ts";
import { registerControl } from "./control/routes.ts";
import { createFaults } from "./faults.ts";
import { type Journal, createJournal } from "./journal.ts";
import { MemoryStore } from "./memory-store.ts";
import { type RandomBytes, pooled } from "./random.ts";
import { vendors as allVendors } from "./registry.gen.ts";
import { readSeed } from "./seed.ts";
import { serveVendor } from "./serve-vendor.ts";
import type { Store } from "./store.ts";
import type { RouteFacts, Vendor } from "./vendor.ts";
import { World } from "./world.ts";

export interface MockOptions {
  /** @default every vendor that is registered */
  readonly vendors?: readonly Vendor[];
  /** @default a new `MemoryStore` */
  readonly store?: Store;
  /** @default the system's time */
  readonly clock?: Clock;
  /** @default the system's randomness */
  readonly randomBytes?: RandomBytes;
  /** How an answer that a fault holds back waits. @default the system's timer, which keeps no process alive */
  readonly sleep?: (milliseconds: number) => Promise<void>;
  /** Administrators' tokens by vendor; a vendor that is left out gets a random one. */
  readonly tokens?: Readonly<Record<string, string>>;
  /** Put into a world that is new, and again at each reset. A store that already holds a world is left as it is. */
  readonly seed?: unknown;
  /** Opens `/_mock` to callers beyond loopback that send it as a bearer token. */
  readonly controlToken?: string;
}

export interface MockApp {
  /** Not listening: a test injects requests, `server.ts` listens. */
  readonly app: FastifyInstance;
  readonly world: World;
  readonly clock: Clock;
  readonly journal: Journal;
  /** Stops answering, then waits until the store has written what it holds. */
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
    // As long as a request line may be: whether an id is too long is the vendor's to say.
    routerOptions: { maxParamLength: 16_384 },
    // What cannot be read as a URL reaches no vendor: their servers answer so before anything of theirs runs.
    frameworkErrors: (_error, _request, reply) => {
      reply.raw.writeHead(400, { "content-type": "text/plain" }).end("400 Bad Request");
    },
  });
  // Bodies stay text: when one is parsed, and whether its content type matters, is the vendor's to say.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
  // Fastify would refuse one that it cannot read before any vendor is asked.
  app.addHook("onRequest", (request, _reply, done) => {
    if (!mediaType.test(request.headers["content-type"] ?? "a/b")) delete request.headers["content-type"];
    done();
  });
  app.setNotFoundHandler(async (request, reply) =>
    reply
      .code(404)
      .send({ error: { message: `${request.method} ${request.url}: no vendor and no control route is here` } }),
  );
  return app;
}

/** Throws `SeedRefused` or `InvalidRows` where the seed or the store cannot be used. */
export async function createMock(options: MockOptions = {}): Promise<MockApp> {
  const { vendors = allVendors, store = new MemoryStore() } = options;
  const randomBytes = options.randomBytes ?? pooled(systemRandomBytes);
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
