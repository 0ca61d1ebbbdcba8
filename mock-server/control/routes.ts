import { isNativeError } from "node:util/types";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { type Clock, parseDuration } from "../shared/clock.ts";
import type { Faults } from "./faults.ts";
import type { Journal } from "./journal.ts";
import { readSeed } from "../shared/seed-file.ts";
import { InvalidRows, type Tables } from "../shared/store/store.ts";
import { SeedError } from "../shared/seed.ts";
import { SignInError, type Vendor } from "../shared/vendor.ts";
import type { World } from "../shared/world.ts";
import { controlAccess } from "./access.ts";
import { createOpenApi } from "./openapi.ts";
import { createJsonSchemas } from "./json-schemas.ts";
import { clockChange, faultOrder, journalFilter, snapshot, ssoLogin } from "./shapes.ts";

export interface Control {
  readonly world: World;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly vendors: readonly Vendor[];
  readonly controlToken: string | undefined;
}

const vendorName = z.object({ vendor: z.string() });

class BadRequest extends Error {
  override readonly name = "BadRequest";
}

function read<Shape>(shape: z.ZodType<Shape>, value: unknown): Shape {
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw new BadRequest(z.prettifyError(parsed.error));
  return parsed.data;
}

function parseBody({ body }: FastifyRequest): unknown {
  try {
    return JSON.parse(typeof body === "string" ? body : "");
  } catch (error) {
    throw new BadRequest("the body is not JSON", { cause: error });
  }
}

/** z.record leaves out this name without a word. */
function refuseProto(body: unknown): void {
  const tables: unknown = typeof body === "object" && body !== null && "tables" in body ? body.tables : undefined;
  const hasProto = typeof tables === "object" && tables !== null && Object.hasOwn(tables, "__proto__");
  if (hasProto) throw new BadRequest("no such table: __proto__");
}

function isRow(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function removeSecrets(tables: Tables, secrets: Readonly<Record<string, readonly string[]>>): Tables {
  const blank = (name: string): Record<string, null> =>
    Object.fromEntries((secrets[name] ?? []).map((member) => [member, null]));
  return Object.fromEntries(
    Object.entries(tables).map(([name, rows]) => [
      name,
      rows.map((row) => (isRow(row) ? { ...row, ...blank(name) } : row)),
    ]),
  );
}

function registerWorld(scope: FastifyInstance, control: Control): void {
  const { world, journal, clock, faults, vendors, controlToken } = control;
  scope.post("/reset", async (_request, reply) => {
    clock.reset();
    faults.clear();
    await world.reset();
    journal.clear();
    return reply.code(204).send();
  });
  scope.post("/seed", async (request, reply) => {
    await world.seed(readSeed(vendors, parseBody(request)));
    return reply.code(204).send();
  });
  scope.post("/sso-login", async (request) => {
    const { vendor, ...person } = read(ssoLogin, parseBody(request));
    return world.signIn(vendor, person);
  });
  scope.get("/snapshot", async (request) => {
    const hasSecrets = controlAccess(request, controlToken) === "local";
    const tables = await world.snapshot();
    return { format: 1, hasSecrets, tables: hasSecrets ? tables : removeSecrets(tables, world.secrets) };
  });
  scope.put("/snapshot", async (request, reply) => {
    const body = parseBody(request);
    refuseProto(body);
    const { hasSecrets, tables } = read(snapshot, body);
    if (!hasSecrets) throw new BadRequest("this snapshot has no secrets: take it on the machine that runs the mock");
    await world.restore(tables);
    return reply.code(204).send();
  });
}

function registerClock(scope: FastifyInstance, clock: Clock): void {
  const reading = (): { readonly now: string } => ({ now: new Date(clock.now()).toISOString() });
  scope.get("/clock", async () => reading());
  scope.put("/clock", async (request) => {
    const change = read(clockChange, parseBody(request));
    const isSet =
      "now" in change ? clock.set(Date.parse(change.now)) : clock.advance(parseDuration(change.advance) ?? Number.NaN);
    if (!isSet) throw new BadRequest("the clock takes times from the year 1 to the year 9999");
    return reading();
  });
}

function registerJournal(scope: FastifyInstance, journal: Journal): void {
  scope.get("/requests", async (request) => journal.entries(read(journalFilter, request.query)));
  scope.delete("/requests", async (_request, reply) => {
    journal.clear();
    return reply.code(204).send();
  });
}

function registerFaults(scope: FastifyInstance, faults: Faults): void {
  scope.get("/faults", async () => faults.list());
  scope.post("/faults", async (request, reply) => {
    const order = read(faultOrder, parseBody(request));
    const added = faults.add(order);
    if (added === undefined) throw new BadRequest(`${order.route}: no vendor serves such a route`);
    return reply.code(201).send(added);
  });
  scope.delete("/faults", async (_request, reply) => {
    faults.clear();
    return reply.code(204).send();
  });
}

async function answerError(error: unknown, _request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const callers = [BadRequest, SeedError, SignInError, InvalidRows];
  const isCallers = isNativeError(error) && callers.some((kind) => error instanceof kind);
  if (!isCallers) throw error;
  return reply.code(400).send({ error: { message: error.message } });
}

/** `/_mock`: the data, the clock, the journal and the faults, for tests. */
export function registerControl(app: FastifyInstance, control: Control): void {
  app.register(
    async (scope) => {
      scope.addHook("onRequest", async (request, reply) => {
        if (controlAccess(request, control.controlToken) !== "refused") return;
        const message =
          "/_mock needs `Authorization: Bearer CONTROL_TOKEN` from other machines, through a proxy and from web pages";
        return reply.code(403).send({ error: { message } });
      });
      scope.setErrorHandler(answerError);
      registerWorld(scope, control);
      registerClock(scope, control.clock);
      registerJournal(scope, control.journal);
      registerFaults(scope, control.faults);
      scope.get("/openapi/:vendor", async (request) => {
        const { vendor: name } = read(vendorName, request.params);
        const vendor = control.vendors.find((known) => known.name === name);
        if (vendor === undefined) throw new BadRequest(`unknown vendor: ${name}`);
        return createOpenApi(vendor);
      });
      scope.get("/schema", async () => createJsonSchemas(control.vendors));
    },
    { prefix: "/_mock" },
  );
}
