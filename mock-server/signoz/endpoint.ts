import type { z } from "zod";
import { readBody } from "../shared/body.ts";
import { type Endpoint as AnyEndpoint, type Conventions, respond } from "../shared/endpoint.ts";
import { readSettings } from "../shared/instance.ts";
import type { Outcome } from "../shared/outcome.ts";
import type { Call, RouteFacts } from "../shared/vendor.ts";
import { type Declared, type Gate, checkGate } from "./authorization.ts";
import { type FieldCode, bindBody, bindUnchecked } from "./body.ts";
import { unauthenticated } from "./errors.ts";
import { type Caller, identify, observe } from "./identity.ts";
import { parseId } from "./ids.ts";
import type { Instance, Row } from "./instance.ts";
import { jsonType, webUi } from "./replies.ts";

export type Endpoint = AnyEndpoint<Instance>;

/** A request that passed its gate, its body read. */
export interface Admitted<Body> extends Pick<Call, "params" | "query" | "headers"> {
  readonly caller: Caller | undefined;
  readonly body: Body;
  /** The body as it was sent. */
  readonly text: string;
}

export interface Declaration<Body> extends Pick<RouteFacts, "method" | "path" | "operationId" | "replies" | "errors"> {
  readonly gate: Gate;
  /** What the handler itself refuses before it reads the body. */
  check?(request: Pick<Admitted<undefined>, "params" | "caller">): void;
  /** Path parameters that the handler itself parses: after the gate, before the body. */
  readonly parses?: readonly string[];
  readonly body?: z.ZodType<Body>;
  /** The code for a member that does not fit. @default `invalid_request_field` for every member */
  readonly fieldCode?: FieldCode;
  /** `bare`: the vendor's handler decodes by itself, and what it cannot read is a 500. @default "binding" */
  readonly decoder?: "binding" | "bare";
  /** Whether an instance with these settings has the route; else the web UI answers. @default always */
  isRouted?(settings: Row<"settings">): boolean;
  handle(instance: Instance, request: Admitted<Body>): Promise<Outcome>;
}

export function callerOf({ caller }: Pick<Admitted<unknown>, "caller">): Caller {
  if (caller === undefined) throw unauthenticated();
  return caller;
}

function parseParams(params: Call["params"], names: readonly string[]): Call["params"] {
  if (names.length === 0) return params;
  return { ...params, ...Object.fromEntries(names.map((name) => [name, parseId(params[name] ?? "")])) };
}

/** As the vendor's document lists them: what is declared first, then what it is attached to or detached from. */
function listPermissions(needs: readonly Declared[]): readonly string[] {
  const pairs = needs.map((declared) => [declared].flat());
  const ordered = [...pairs.flatMap((pair) => pair.slice(0, 1)), ...pairs.flatMap((pair) => pair.slice(1))];
  return ordered.map(({ kind, verb }) => `${kind}:${verb}`);
}

function accessOf(gate: Gate): Pick<RouteFacts, "access" | "permissions"> {
  switch (gate.kind) {
    case "public":
    case "authenticated":
      return { access: gate.kind, permissions: [] };
    case "permitted":
      return { access: "permitted", permissions: listPermissions(gate.needs) };
    case "assigned":
      return { access: "permitted", permissions: [gate.level.toUpperCase()] };
  }
}

const conventions: Conventions<Instance, Caller | undefined> = {
  contentType: jsonType,
  identify: (instance, { headers }) => identify(instance, headers),
  observe,
  envelope: (json) => `{"status":"success"${json === undefined ? "" : `,"data":${json}`}}`,
};

/** 401, ids that do not resolve, 403, ids that the handler parses, the body, then what the route itself decides. */
export function endpoint<Body = undefined>(declaration: Declaration<Body>): Endpoint {
  const { method, path, operationId, replies, errors, gate, body, handle } = declaration;
  const { parses = [], fieldCode, decoder, isRouted } = declaration;
  const bind = (schema: z.ZodType<Body>, text: string): Body =>
    decoder === "bare" ? bindUnchecked(schema, text) : bindBody(schema, text, fieldCode);
  return {
    method,
    path,
    operationId,
    replies,
    errors,
    ...accessOf(gate),
    ...(body === undefined ? {} : { body }),
    async respond(instance, call) {
      if (isRouted !== undefined && !isRouted(await readSettings(instance))) return webUi();
      return respond(conventions, { instance, call }, async (caller) => {
        const { params: sent, query, headers, body: text } = call;
        await checkGate(instance, gate, { params: sent, body: text, caller });
        const params = parseParams(sent, parses);
        declaration.check?.({ params, caller });
        return handle(instance, { params, query, headers, caller, body: readBody(body, text, bind), text });
      });
    },
  };
}
