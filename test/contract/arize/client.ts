import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import type { z } from "zod";
import { type ListedRoute, listRoutes } from "#mock-server/app.ts";
import { environment } from "#vendors/arize/facts/data/environment.ts";
import { problem } from "#vendors/arize/wire/common.ts";
import type { Ledger } from "../ledger.ts";
import type { Target } from "../target.ts";

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly headers: Headers;
  readonly body: unknown;
  /** The fragment of the problem's type; undefined for a success. */
  readonly code: string | undefined;
  readonly detail: string;
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

export const routes: readonly ListedRoute[] = listRoutes().filter(({ vendor }) => vendor === "arize");
const byOperation = new Map(routes.map((route) => [route.operationId, route]));

function urlOf({ path }: ListedRoute, { params = {}, query = {} }: Asking): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  return `${filled}?${new URLSearchParams(query).toString()}`;
}

/** Every answer is one that the route declares: its shape, its status, its kind of problem. */
function expectDeclared(route: ListedRoute, { status, body, code, contentType }: Answer): void {
  if (code !== undefined) {
    expect(route.errors[status] ?? [], `${route.operationId} ${status}`).toContain(code);
    expect(contentType).toMatch(/^application\/problem\+json\b/);
    return;
  }
  const shape = route.replies[status];
  expect(shape, `${route.operationId} declares ${status}`).toBeDefined();
  if (shape !== null && shape !== undefined) expect(shape.safeParse(body).error?.issues ?? []).toEqual([]);
  else expect(body).toBeUndefined();
}

function credential(operationId: string, key: string | null): Readonly<Record<string, string>> {
  if (key === null) return {};
  if (operationId === "graphql") return { [environment.graphqlTokenHeader]: key };
  return { [environment.tokenHeader]: `${environment.tokenScheme} ${key}` };
}

export class Client {
  readonly #target: Target;
  readonly #ledger: Ledger;

  constructor(target: Target, ledger: Ledger) {
    this.#target = target;
    this.#ledger = ledger;
  }

  get target(): Target {
    return this.#target;
  }

  /** Calls one of the routes by its operation's name, and holds what it answers against what is declared for it. */
  async call(operationId: string, asking: Asking = {}): Promise<Answer> {
    const route = byOperation.get(operationId);
    if (route === undefined) throw new Error(`no route ${operationId}`);
    const { key = this.#target.token, headers = {} } = asking;
    const sent = { ...credential(operationId, key), ...headers };
    const answer = await this.send(route.method, urlOf(route, asking), { body: asking.body, headers: sent });
    expectDeclared(route, answer);
    this.#ledger.record({ route, body: asking.body, status: answer.status, answer: answer.body });
    return answer;
  }

  async send(method: string, path: string, { body, headers = {} }: Pick<Asking, "body" | "headers">): Promise<Answer> {
    const response = await fetch(this.#target.url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const contentType = response.headers.get("content-type") ?? "";
    const answered: unknown = text === "" ? undefined : JSON.parse(text);
    const { status } = response;
    const common = { status, contentType, headers: response.headers, body: answered };
    if (status < 400) return { ...common, code: undefined, detail: "" };
    const { type = "", detail = "" } = problem.parse(answered);
    return { ...common, code: type.split("#")[1], detail };
  }

  /** The body of a call that succeeds. */
  async data<Data>(shape: z.ZodType<Data>, operationId: string, asking: Asking = {}): Promise<Data> {
    const { status, body, detail } = await this.call(operationId, asking);
    expect(status, detail).toBeLessThan(300);
    return shape.parse(body);
  }
}

/** A name that nothing at the target has. */
export function unique(prefix: string): string {
  return `${prefix}-${randomBytes(6).toString("hex")}`;
}

/** A well-formed id of something that is not there. */
export function strayId(type: string): string {
  return Buffer.from(`${type}:999999999:zZzZ`).toString("base64");
}
