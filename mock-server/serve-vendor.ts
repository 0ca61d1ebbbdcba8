import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Clock } from "./shared/clock.ts";
import type { Fault } from "./control/shapes.ts";
import { type Faults, doesAct, changeReply } from "./control/faults.ts";
import type { Journal } from "./control/journal.ts";
import type { Store } from "./shared/store/store.ts";
import type { Call, Reply, Route, VendorServer } from "./shared/vendor.ts";

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

function pickTexts(value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) return {};
  const members: Record<string, string> = {};
  for (const name in value) {
    const member = value[name];
    if (typeof member === "string") members[name] = member;
  }
  return members;
}

function toCall(request: FastifyRequest): Call {
  return {
    params: pickTexts(request.params),
    query: isRecord(request.query) ? request.query : {},
    headers: request.headers,
    body: typeof request.body === "string" ? request.body : "",
  };
}

/** The `Date` header follows the mock's clock, as the times in the answers do. */
function send(target: FastifyReply, { status, contentType, text, headers }: Reply, { clock }: ServedVendor) {
  target.code(status);
  target.header("date", new Date(clock.now()).toUTCString());
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

function answerUnmatched(vendor: ServedVendor, request: FastifyRequest): Reply {
  const reply = vendor.server.unmatched(toCall(request));
  record(vendor, { request, operationId: null, began: performance.now(), reply });
  return reply;
}

// Writes take turns: otherwise two requests could create the same name.
function act(vendor: ServedVendor, route: Route, call: Call): Promise<Reply> {
  return route.method === "GET" ? route.respond(call) : vendor.store.exclusive(() => route.respond(call));
}

interface FaultyRequest {
  readonly request: FastifyRequest;
  readonly call: Call;
  readonly fault: Fault;
}

/** Undefined if the connection is to break. */
async function answerWithFault(
  vendor: ServedVendor,
  route: Route,
  { request, call, fault }: FaultyRequest,
): Promise<Reply | undefined> {
  const began = performance.now();
  const acted = doesAct(fault) ? await act(vendor, route, call) : undefined;
  const reply = fault.drop === undefined ? changeReply(fault, acted) : undefined;
  const answered = { status: reply?.status ?? 0, principal: acted?.principal ?? null };
  // Before the delay: a test can wait for the request to appear in the journal.
  record(vendor, { request, operationId: route.operationId, began, reply: answered, fault: fault.id });
  if (fault.delayMs !== undefined) await vendor.sleep(fault.delayMs);
  return reply;
}

async function answer(vendor: ServedVendor, route: Route, request: FastifyRequest): Promise<Reply | undefined> {
  const began = performance.now();
  const call = toCall(request);
  // The router accepts an empty parameter; the vendors' routers do not.
  for (const name in call.params) if (call.params[name] === "") return answerUnmatched(vendor, request);
  const fault = vendor.faults.take(request.method, pathOf(request));
  if (fault !== undefined) return answerWithFault(vendor, route, { request, call, fault });
  const reply = await act(vendor, route, call);
  // Before the answer leaves: a caller that has the answer finds the request in the journal.
  record(vendor, { request, operationId: route.operationId, began, reply });
  return reply;
}

function breakOff(request: FastifyRequest, target: FastifyReply): FastifyReply {
  target.hijack();
  request.raw.socket.destroy();
  return target;
}

/** Serves a vendor's routes below its prefix, and the vendor's own answer to unknown routes there. */
export function serveVendor(app: FastifyInstance, vendor: ServedVendor): void {
  app.register(
    async (scope) => {
      for (const route of vendor.server.routes) {
        scope.route({
          method: route.method,
          url: route.path.replaceAll(/\{(\w+)\}/g, ":$1"),
          handler: async (request, target) => {
            const reply = await answer(vendor, route, request);
            return reply === undefined ? breakOff(request, target) : send(target, reply, vendor);
          },
        });
      }
      scope.setNotFoundHandler(async (request, target) => send(target, answerUnmatched(vendor, request), vendor));
    },
    { prefix: `/${vendor.name}` },
  );
}
