import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import { z } from "zod";
import { type ListedRoute, listRoutes } from "#mock-server/app.ts";
import { environment } from "#vendors/signoz/facts/data/environment.ts";
import { failure } from "#vendors/signoz/wire/common.ts";
import type { Ledger } from "../ledger.ts";
import type { Target } from "../target.ts";

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: unknown;
  /** The vendor's error code; undefined for a success. */
  readonly code: string | undefined;
  readonly message: string;
}

export interface Asking {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown;
  /** Whose key; null sends none. @default the administrator's */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

const routes = new Map(
  listRoutes()
    .filter(({ vendor }) => vendor === "signoz")
    .map((route) => [route.operationId, route]),
);

function urlOf({ path }: ListedRoute, params: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
}

// What any gated route, and any route with a body, may answer beside its own errors.
const gateCodes: Readonly<Record<number, readonly string[]>> = { 401: ["unauthenticated"], 403: ["authz_forbidden"] };
const bodyCodes = ["invalid_request_body", "invalid_request_field"];

function declaredCodes(route: ListedRoute, status: number): readonly string[] {
  const own = route.errors[status] ?? [];
  const gate = route.access === "public" ? [] : (gateCodes[status] ?? []);
  return [...own, ...gate, ...(route.body !== undefined && status === 400 ? bodyCodes : [])];
}

/** Every answer is one that the route declares: its shape, its status, its error code. */
function expectDeclared(route: ListedRoute, { status, body, code }: Answer): void {
  if (code !== undefined) {
    expect(declaredCodes(route, status), `${route.operationId} ${status}`).toContain(code);
    return;
  }
  const shape = route.replies[status];
  expect(shape, `${route.operationId} declares ${status}`).toBeDefined();
  if (shape !== null && shape !== undefined) expect(shape.safeParse(body).error?.issues ?? []).toEqual([]);
  else expect(body).toBeUndefined();
}

export class Client {
  readonly #target: Target;
  readonly #ledger: Ledger;
  readonly #variants: Target[] = [];

  constructor(target: Target, ledger: Ledger) {
    this.#target = target;
    this.#ledger = ledger;
  }

  get target(): Target {
    return this.#target;
  }

  /** Another world with this seed, of which the same ledger is kept; a real vendor has none: look at `target.variant`. */
  async variant(seed: unknown): Promise<Client> {
    const target = await this.#target.variant?.(seed);
    if (target === undefined) throw new Error("this target has no other worlds");
    this.#variants.push(target);
    return new Client(target, this.#ledger);
  }

  /** Ends the other worlds. */
  async close(): Promise<void> {
    for (const target of this.#variants) await target.close();
  }

  /** Calls one of the routes by its operation's name, and holds what it answers against what is declared for it. */
  async call(operationId: string, asking: Asking = {}): Promise<Answer> {
    const route = routes.get(operationId);
    if (route === undefined) throw new Error(`no route ${operationId}`);
    const query = new URLSearchParams(asking.query).toString();
    const url = urlOf(route, asking.params ?? {}) + (query === "" ? "" : `?${query}`);
    const answer = await this.send(route.method, url, asking);
    expectDeclared(route, answer);
    const { status, body, code } = answer;
    // A text that was accepted is JSON: what is refused is not held against the vendor's file.
    const sent: unknown = typeof asking.body === "string" && status < 400 ? JSON.parse(asking.body) : asking.body;
    this.#ledger.record({ route, body: sent, status, answer: body, code });
    return answer;
  }

  async send(method: string, path: string, { body, key = this.#target.token, headers = {} }: Asking): Promise<Answer> {
    const response = await fetch(this.#target.url + path, {
      method,
      redirect: "manual",
      headers: { ...(key === null ? {} : { [environment.tokenHeader]: key }), ...headers },
      ...(body === undefined || method === "GET"
        ? {}
        : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const contentType = response.headers.get("content-type") ?? "";
    const answered: unknown = text !== "" && contentType.startsWith("application/json") ? JSON.parse(text) : undefined;
    const { status } = response;
    if (status < 400) return { status, contentType, body: answered, code: undefined, message: "" };
    const { code, message } = failure.parse(answered).error;
    return { status, contentType, body: answered, code, message };
  }

  /** The `data` of a call that succeeds. */
  async data<Data>(shape: z.ZodType<Data>, operationId: string, asking: Asking = {}): Promise<Data> {
    const { status, body, message } = await this.call(operationId, asking);
    expect(status, message).toBeLessThan(300);
    return z.object({ data: shape }).parse(body).data;
  }
}

/** `404 role_not_found`, or the status alone. */
export function outcome({ status, code }: Pick<Answer, "status" | "code">): string {
  return code === undefined ? String(status) : `${status} ${code}`;
}

/** A name that nothing at the target has, in letters alone: roles take no digits. */
export function unique(prefix: string): string {
  const letters = [...randomBytes(8)].map((byte) => String.fromCharCode(97 + (byte % 26)));
  return `${prefix}-${letters.join("")}`;
}
