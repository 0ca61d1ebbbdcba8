import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Clock } from "./clock.ts";
import type { Journal } from "./journal.ts";
import type { Store } from "./store.ts";
import type { Call, Reply, Route, VendorServer } from "./vendor.ts";

export interface ServedVendor {
  readonly name: string;
  readonly server: VendorServer;
  readonly store: Store;
  readonly journal: Journal;
  readonly clock: Clock;
}

interface Answered {
  readonly request: FastifyRequest;
  readonly operationId: string | null;
  readonly began: number;
  readonly reply: Reply;
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

function record(vendor: ServedVendor, { request, operationId, began, reply }: Answered): void {
  const query = request.url.indexOf("?");
  vendor.journal.record({
    at: vendor.clock.now(),
    vendor: vendor.name,
    method: request.method,
    path: query === -1 ? request.url : request.url.slice(0, query),
    operationId,
    status: reply.status,
    principal: reply.principal,
    durationMs: Math.round((performance.now() - began) * 1_000) / 1_000,
  });
}

function unmatched(vendor: ServedVendor, request: FastifyRequest): Reply {
  const reply = vendor.server.unmatched(callOf(request));
  record(vendor, { request, operationId: null, began: performance.now(), reply });
  return reply;
}

async function answer(vendor: ServedVendor, route: Route, request: FastifyRequest): Promise<Reply> {
  const began = performance.now();
  const call = callOf(request);
  // The router takes nothing at all for a parameter; the vendors' do not.
  for (const name in call.params) if (call.params[name] === "") return unmatched(vendor, request);
  // Writes take turns, so that two creations of one name cannot both find it free.
  const reply =
    route.method === "GET" ? await route.respond(call) : await vendor.store.exclusive(() => route.respond(call));
  // Before the answer leaves: a caller that has it finds it in the journal.
  record(vendor, { request, operationId: route.operationId, began, reply });
  return reply;
}

/** Serves a vendor's routes below its prefix, and its own answer for whatever else is asked there. */
export function serveVendor(app: FastifyInstance, vendor: ServedVendor): void {
  app.register(
    async (scope) => {
      for (const route of vendor.server.routes) {
        scope.route({
          method: route.method,
          url: route.path.replaceAll(/\{(\w+)\}/g, ":$1"),
          handler: async (request, target) => send(target, await answer(vendor, route, request)),
        });
      }
      scope.setNotFoundHandler(async (request, target) => send(target, unmatched(vendor, request)));
    },
    { prefix: `/${vendor.name}` },
  );
}
