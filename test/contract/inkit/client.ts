import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import type { z } from "zod";
import { type ListedRoute, listRoutes } from "#mock-server/app.ts";
import { environment } from "#vendors/inkit/facts/data/environment.ts";
import { type Failure, failure } from "#vendors/inkit/wire/common.ts";
import type { Ledger } from "../ledger.ts";
import type { Target } from "../target.ts";

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: unknown;
  /** Undefined for a success. */
  readonly failure: Failure | undefined;
}

export interface Asking {
  readonly id?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown;
  /** Whose secret; null sends none. @default the administrator's */
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export const routes = listRoutes().filter(({ vendor }) => vendor === "inkit");
const byOperation = new Map(routes.map((route) => [route.operationId, route]));

const gateCodes: Readonly<Record<number, readonly string[]>> = {
  401: ["token_missing", "token_invalid"],
  403: ["permission_missing"],
};

/** Every answer is one that the route declares: its shape, its status, its error code. */
function expectDeclared(route: ListedRoute, { status, body, failure: refused }: Answer): void {
  if (refused !== undefined) {
    const declared = [...(route.errors[status] ?? []), ...(gateCodes[status] ?? [])];
    expect(declared, `${route.operationId} ${status}`).toContain(refused.code);
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
  readonly #refusals = new Set<string>();

  constructor(target: Target, ledger: Ledger) {
    this.#target = target;
    this.#ledger = ledger;
  }

  get target(): Target {
    return this.#target;
  }

  /** What was refused, as `operation status code`. */
  get refusals(): ReadonlySet<string> {
    return this.#refusals;
  }

  /** Calls one of the routes by its operation's name, and holds what it answers against what is declared for it. */
  async call(operationId: string, asking: Asking = {}): Promise<Answer> {
    const route = byOperation.get(operationId);
    if (route === undefined) throw new Error(`no route ${operationId}`);
    const path = route.path.replace("{id}", encodeURIComponent(asking.id ?? ""));
    const answer = await this.send(route.method, path, asking);
    expectDeclared(route, answer);
    if (answer.failure !== undefined) this.#refusals.add(`${operationId} ${answer.status} ${answer.failure.code}`);
    this.#ledger.record({ route, body: asking.body, status: answer.status, answer: answer.body });
    return answer;
  }

  async send(method: string, path: string, asking: Asking): Promise<Answer> {
    const { body, token = this.#target.token, headers = {}, query = {} } = asking;
    const search = new URLSearchParams(query).toString();
    const response = await fetch(this.#target.url + path + (search === "" ? "" : `?${search}`), {
      method,
      headers: { ...(token === null ? {} : { [environment.tokenHeader]: token }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const contentType = response.headers.get("content-type") ?? "";
    const { status } = response;
    const answered: unknown = text === "" ? undefined : JSON.parse(text);
    return { status, contentType, body: answered, failure: status < 400 ? undefined : failure.parse(answered) };
  }

  /** The body of a call that succeeds. */
  async data<Data>(shape: z.ZodType<Data>, operationId: string, asking: Asking = {}): Promise<Data> {
    const { status, body, failure: refused } = await this.call(operationId, asking);
    expect(status, refused?.error).toBeLessThan(300);
    return shape.parse(body);
  }
}

/** A name that nothing at the target has. */
export function unique(prefix: string): string {
  return `${prefix} ${randomBytes(6).toString("hex")}`;
}
