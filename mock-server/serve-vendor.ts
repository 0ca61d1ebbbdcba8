import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Clock } from "./clock.ts";
import type { Fault } from "./control/shapes.ts";
import { type Faults, doesAct, spoilt } from "./faults.ts";
import type { Journal } from "./journal.ts";
import type { Store } from "./store.ts";
import type { Call, Reply, Route, VendorServer } from "./vendor.ts";

export interface ServedVendor {
  readonly name: string;
  readonly server: VendorServer;
  readonly store: Store;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

interface Answered {
  readonly request: FastifyRequest;
  readonly operationId: string | null;
  readonly began: number;
  readonly reply: Pick<Reply, "status" | "principal">;
  readonly fault?: string;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function textMembers(value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) return {};
  const members: Record<string, string> = {};
  for (const name in value) {
    const member = value[name];
    if (typeof member === "string") members[name] = member;
  }
  return members;
}

function callOf(request: FastifyRequest): Call {
  return {
    params: textMembers(request.params),
    query: isRecord(request.query) ? request.query : {},
    headers: request.headers,
    body: typeof request.body === "string" ? request.body : "",
  };
}

function send(target: FastifyReply, { status, contentType, text, headers }: Reply): FastifyReply {
  target.code(status);
  if (headers !== undefined) target.headers(headers);
  target.header("content-type", contentType);
  return target.send(text);
}

function pathOf({ url }: FastifyRequest): string {
  const query = url.indexOf("?");
  return query === -1 ? url : url.slice(0, query);
}

function record(vendor: ServedVendor, { request, operationId, began, reply, fault }: Answered): void {
  vendor.journal.record({
    at: vendor.clock.now(),
    vendor: vendor.name,
    method: request.method,
    path: pathOf(request),
    operationId,
    status: reply.status,
    principal: reply.principal,
    durationMs: Math.round((performance.now() - began) * 1_000) / 1_000,
    fault: fault ?? null,
  });
}

function unmatched(vendor: ServedVendor, request: FastifyRequest): Reply {
  const reply = vendor.server.unmatched(callOf(request));
  record(vendor, { request, operationId: null, began: performance.now(), reply });
  return reply;
}

// Writes take turns, so that two creations of one name cannot both find it free.
function act(vendor: ServedVendor, route: Route, call: Call): Promise<Reply> {
  return route.method === "GET" ? route.respond(call) : vendor.store.exclusive(() => route.respond(call));
}

interface Struck {
  readonly request: FastifyRequest;
  readonly call: Call;
  readonly fault: Fault;
}

/** Undefined where the connection is to break. */
async function answerStruck(
  vendor: ServedVendor,
  route: Route,
  { request, call, fault }: Struck,
): Promise<Reply | undefined> {
  const began = performance.now();
  const acted = doesAct(fault) ? await act(vendor, route, call) : undefined;
  const reply = fault.drop === undefined ? spoilt(fault, acted) : undefined;
  const told = { status: reply?.status ?? 0, principal: acted?.principal ?? null };
  // Before the delay: whoever waits for a request to be in the middle finds it in the journal.
  record(vendor, { request, operationId: route.operationId, began, reply: told, fault: fault.id });
  if (fault.delayMs !== undefined) await vendor.sleep(fault.delayMs);
  return reply;
}

async function answer(vendor: ServedVendor, route: Route, request: FastifyRequest): Promise<Reply | undefined> {
  const began = performance.now();
  const call = callOf(request);
  // The router takes nothing at all for a parameter; the vendors' do not.
  for (const name in call.params) if (call.params[name] === "") return unmatched(vendor, request);
  const fault = vendor.faults.strike(request.method, pathOf(request));
  if (fault !== undefined) return answerStruck(vendor, route, { request, call, fault });
  const reply = await act(vendor, route, call);
  // Before the answer leaves: a caller that has it finds it in the journal.
  record(vendor, { request, operationId: route.operationId, began, reply });
  return reply;
}

function breakOff(request: FastifyRequest, target: FastifyReply): FastifyReply {
  target.hijack();
  request.raw.socket.destroy();
  return target;
}

/** Serves a vendor's routes below its prefix, and its own answer for whatever else is asked there. */
export function serveVendor(app: FastifyInstance, vendor: ServedVendor): void {
  app.register(
    async (scope) => {
      for (const route of vendor.server.routes) {
        scope.route({
          method: route.method,
          url: route.path.replaceAll(/\{(\w+)\}/g, ":$1"),
          handler: async (request, target) => {
            const reply = await answer(vendor, route, request);
            return reply === undefined ? breakOff(request, target) : send(target, reply);
          },
        });
      }
      scope.setNotFoundHandler(async (request, target) => send(target, unmatched(vendor, request)));
    },
    { prefix: `/${vendor.name}` },
  );
}
