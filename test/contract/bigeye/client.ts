import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import type { z } from "zod";
import { type ListedRoute, listRoutes } from "#mock-server/app.ts";
import { environment } from "#vendors/bigeye/facts/data/environment.ts";
import { failure } from "#vendors/bigeye/wire/common.ts";
import type { Ledger } from "../ledger.ts";
import type { Target } from "../target.ts";

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** The vendor's error code; undefined for a success. */
  readonly code: number | undefined;
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

export const routes = listRoutes().filter(({ vendor }) => vendor === "bigeye");
const byOperation = new Map(routes.map((route) => [route.operationId, route]));

function urlOf({ path }: ListedRoute, { params = {}, query = {} }: Asking): string {
  const search = new URLSearchParams(query).toString();
  const place = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  return search === "" ? place : `${place}?${search}`;
}

/** Beside its own errors: no credential, no right, and a path or body that cannot be read. */
function declares(route: ListedRoute, status: number): boolean {
  if (status === 401 || route.errors[status] !== undefined) return true;
  if (status === 403) return route.access === "permitted";
  return status === 400 && (route.body !== undefined || route.path.includes("{"));
}

/** Every answer is one that the route declares: its shape, its status, its error code. */
function expectDeclared(route: ListedRoute, { status, body, code }: Answer): void {
  if (code !== undefined) {
    expect(declares(route, status), `${route.operationId} declares ${status}`).toBe(true);
    expect(code).toBe(status);
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
  readonly #succeeded = new Set<string>();

  constructor(target: Target, ledger: Ledger) {
    this.#target = target;
    this.#ledger = ledger;
  }

  get target(): Target {
    return this.#target;
  }

  /** The operations that did what they are for at least once: a refusal exercises little. */
  get succeeded(): ReadonlySet<string> {
    return this.#succeeded;
  }

  /** Calls one of the routes by its operation's name, and holds what it answers against what is declared for it. */
  async call(operationId: string, asking: Asking = {}): Promise<Answer> {
    const route = byOperation.get(operationId);
    if (route === undefined) throw new Error(`no route ${operationId}`);
    const answer = await this.send(route.method, urlOf(route, asking), asking);
    expectDeclared(route, answer);
    if (answer.status < 400) this.#succeeded.add(operationId);
    this.#ledger.record({ route, body: asking.body, status: answer.status, answer: answer.body });
    return answer;
  }

  async send(method: string, path: string, { body, key = this.#target.token, headers = {} }: Asking): Promise<Answer> {
    const credential = key === null ? {} : { [environment.tokenHeader]: `${environment.tokenPrefix}${key}` };
    const response = await fetch(this.#target.url + path, {
      method,
      headers: { ...credential, ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const answered: unknown = text === "" ? undefined : JSON.parse(text);
    const { status } = response;
    if (status < 400) return { status, body: answered, code: undefined, message: "" };
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    const { code, message, error } = failure.parse(answered);
    return { status, body: answered, code: code ?? 0, message: message || error };
  }

  /** What a call answers that succeeds. */
  async data<Data>(shape: z.ZodType<Data>, operationId: string, asking: Asking = {}): Promise<Data> {
    const { status, body, message } = await this.call(operationId, asking);
    expect(status, message).toBe(200);
    return shape.parse(body);
  }
}

/** A name that nothing at the target has. */
export function unique(prefix: string): string {
  return `${prefix} ${randomBytes(6).toString("hex")}`;
}
