import type { z } from "zod";
import type { Call, Reply, RouteFacts } from "../vendor.ts";
import { type FieldCode, bindBare, bindBody } from "./body.ts";
import { Refusal, unauthenticated } from "./errors.ts";
import { type Gate, passGate } from "./gate.ts";
import { parseId } from "./ids.ts";
import { type Caller, identify, observe } from "./identity.ts";
import { type Instance, settingsOf } from "./instance.ts";
import type { SettingsRow } from "./organization-tables.ts";
import { type Outcome, refusalReply, replyOf, webUi } from "./outcome.ts";

/** A request that passed its gate, its body bound. */
export interface Admitted<Body> extends Pick<Call, "params" | "query" | "headers"> {
  readonly caller: Caller | undefined;
  readonly body: Body;
  /** The body as it was sent. */
  readonly text: string;
}

export interface Declaration<Body> extends Pick<RouteFacts, "method" | "path" | "operationId" | "replies" | "errors"> {
  readonly gate: Gate;
  /** Path parameters that the handler itself parses: after the gate, before the body (signoz.md §0.2). */
  readonly parses?: readonly string[];
  /** Whether an instance with these settings has the route; else it is the web UI's. @default always */
  isRouted?(settings: SettingsRow): boolean;
  handle(instance: Instance, request: Admitted<Body>): Promise<Outcome>;
}

export interface Endpoint extends RouteFacts {
  respond(instance: Instance, call: Call): Promise<Reply>;
}

export function callerOf({ caller }: Pick<Admitted<unknown>, "caller">): Caller {
  if (caller === undefined) throw unauthenticated();
  return caller;
}

function parsedParams(params: Call["params"], names: readonly string[]): Call["params"] {
  return { ...params, ...Object.fromEntries(names.map((name) => [name, parseId(params[name] ?? "")])) };
}

function accessOf(gate: Gate): Pick<RouteFacts, "access" | "permissions"> {
  switch (gate.kind) {
    case "public":
    case "authenticated":
      return { access: gate.kind, permissions: [] };
    case "permitted":
      return { access: "permitted", permissions: gate.needs.map(({ kind, verb }) => `${kind}:${verb}`) };
    case "assigned":
      return { access: "permitted", permissions: [gate.level.toUpperCase()] };
  }
}

type Bind<Body> = (text: string) => Body;

async function outcomeOf<Body>(
  instance: Instance,
  { gate, parses = [], handle, bind }: Declaration<Body> & { readonly bind: Bind<Body> },
  { params: sent, query, headers, body: text, caller }: Call & { readonly caller: Caller | undefined },
): Promise<Outcome> {
  await passGate(instance, gate, { params: sent, body: text, caller });
  const params = parses.length === 0 ? sent : parsedParams(sent, parses);
  return handle(instance, { params, query, headers, caller, body: bind(text), text });
}

function build<Body>(declaration: Declaration<Body>, bind: Bind<Body>): Omit<Endpoint, "body"> {
  const { method, path, operationId, replies, errors, gate, isRouted } = declaration;
  const bound = { ...declaration, bind };
  return {
    ...{ method, path, operationId, replies, errors, ...accessOf(gate) },
    async respond(instance, call) {
      if (isRouted !== undefined && !isRouted(await settingsOf(instance))) return webUi();
      const caller = await identify(instance, call.headers);
      const principal = caller?.principal ?? null;
      let reply: Reply;
      try {
        reply = replyOf(await outcomeOf(instance, bound, { ...call, caller }), principal);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        reply = refusalReply(error, principal);
      }
      if (caller !== undefined) await observe(instance, caller);
      return reply;
    },
  };
}

/** A route that reads no body. */
export function endpoint(declaration: Declaration<undefined>): Endpoint {
  return build(declaration, () => undefined);
}

export interface BodyDeclaration<Body> extends Declaration<Body> {
  readonly body: z.ZodType<Body>;
  /** @default `invalid_request_field` for every member */
  readonly fieldCode?: FieldCode;
  /** `bare`: what cannot be read is a 500 (signoz.md §0.1). @default "binding" */
  readonly decoder?: "binding" | "bare";
}

/** A route that reads a JSON body. */
export function bodyEndpoint<Body>(declaration: BodyDeclaration<Body>): Endpoint {
  const { body, fieldCode, decoder = "binding" } = declaration;
  const bind: Bind<Body> =
    decoder === "bare" ? (text) => bindBare(body, text) : (text) => bindBody(body, text, fieldCode);
  return { ...build(declaration, bind), body };
}
