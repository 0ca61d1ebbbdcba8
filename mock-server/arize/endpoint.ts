import type { z } from "zod";
import { type IdType, idTypes } from "#vendors/arize/facts/data/limits.ts";
import type { Call, Reply, RouteFacts } from "../vendor.ts";
import { Refusal, type RefusalStatus, codeOf, invalid } from "./errors.ts";
import { parseId } from "./ids.ts";
import { type Caller, bearerOf, identify, observe, passLimit } from "./identity.ts";
import type { Instance } from "./instance.ts";

/** A request whose credential, ids, query and body are in order. */
export interface Admitted<Input> {
  readonly params: Readonly<Record<string, string>>;
  readonly caller: Caller;
  readonly input: Input;
}

/** What a route reads besides its path, or throws 400 for. */
export interface Reader<Input> {
  read(call: Call): Input;
  readonly body?: z.ZodType;
}

export interface Outcome {
  readonly status: 200 | 201 | 204;
  readonly value?: unknown;
}

export interface Declaration<Input> extends Pick<RouteFacts, "method" | "path" | "operationId" | "replies"> {
  /** What each id in the path is of. */
  readonly ids?: Readonly<Record<string, IdType>>;
  /** The vendor's words for what is needed; left out where any account member may ask. */
  readonly permissions?: readonly string[];
  readonly reads: Reader<Input>;
  /** What it may answer besides 400, 401 and 429. */
  readonly refuses: readonly RefusalStatus[];
  handle(instance: Instance, request: Admitted<Input>): Promise<Outcome>;
}

export interface Endpoint extends RouteFacts {
  respond(instance: Instance, call: Call): Promise<Reply>;
}

export const done: Outcome = { status: 204 };

export function found(value: unknown): Outcome {
  return { status: 200, value };
}

export function created(value: unknown): Outcome {
  return { status: 201, value };
}

function parsed<Input>(schema: z.ZodType<Input>, value: unknown): Input {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path.map(String).join(".") ?? "";
  throw invalid(`${path === "" ? "the request" : path}: ${issue?.message ?? "it cannot be read"}`);
}

function parsedBody<Input>(schema: z.ZodType<Input>, text: string): Input {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid("the body is not JSON");
  }
  return parsed(schema, value);
}

export const nothing: Reader<undefined> = { read: () => undefined };

export function fromQuery<Input>(schema: z.ZodType<Input>): Reader<Input> {
  return { read: ({ query }) => parsed(schema, query) };
}

export function fromBody<Input>(schema: z.ZodType<Input>): Reader<Input> {
  return { read: ({ body }) => parsedBody(schema, body), body: schema };
}

/** Undefined where nothing was sent. */
export function fromOptionalBody<Input>(schema: z.ZodType<Input>): Reader<Input | undefined> {
  return { read: ({ body }) => (body === "" ? undefined : parsedBody(schema, body)), body: schema };
}

function parsedParams(call: Call, ids: Readonly<Record<string, IdType>>): Call["params"] {
  for (const [name, type] of Object.entries(ids)) parseId(type, call.params[name] ?? "", name);
  return call.params;
}

export function refusalReply(refusal: Refusal, principal: string | null): Reply {
  return {
    status: refusal.status,
    contentType: "application/problem+json",
    text: JSON.stringify(refusal.problem),
    headers: refusal.headers,
    principal,
  };
}

async function audit(instance: Instance, { user }: Caller, operationName: string): Promise<void> {
  await instance.auditLogs.put({
    ...{ id: await instance.newId(idTypes.auditLog), userId: user.id, createdAt: instance.timestamp() },
    ...{ operationType: "MUTATION", operationName, operationText: null },
  });
}

function errorsOf(refuses: readonly RefusalStatus[]): RouteFacts["errors"] {
  const statuses: readonly RefusalStatus[] = [400, 401, ...refuses, 429];
  return Object.fromEntries(statuses.map((status) => [status, [codeOf(status)]]));
}

async function carryOut<Input>(
  instance: Instance,
  { ids = {}, reads, handle, method, operationId }: Declaration<Input>,
  { call, caller }: { readonly call: Call; readonly caller: Caller },
): Promise<Reply> {
  await passLimit(instance, caller);
  const params = parsedParams(call, ids);
  const { status, value } = await handle(instance, { params, caller, input: reads.read(call) });
  if (method !== "GET") await audit(instance, caller, operationId);
  const text = value === undefined ? "" : JSON.stringify(value);
  return { status, contentType: "application/json", text, principal: caller.principal };
}

/** Who asks (401), how often (429), what is asked (400), then what the route itself decides. */
export function endpoint<Input>(declaration: Declaration<Input>): Endpoint {
  const { method, path, operationId, permissions = [], reads, replies, refuses } = declaration;
  return {
    ...{ method, path, operationId, permissions, replies, errors: errorsOf(refuses) },
    access: permissions.length === 0 ? "authenticated" : "permitted",
    ...(reads.body === undefined ? {} : { body: reads.body }),
    async respond(instance, call) {
      let caller: Caller | undefined;
      try {
        caller = await identify(instance, bearerOf(call.headers));
        // Before the answer: a caller may revoke the very key that it came with.
        await observe(instance, caller);
        return await carryOut(instance, declaration, { call, caller });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return refusalReply(error, caller?.principal ?? null);
      }
    },
  };
}
