import type { AccountSource } from "#access/model/statements/account.ts";
import { createMock, type MockApp } from "#mock-server/app.ts";
import { vendors } from "#mock-server/registry.gen.ts";
import type { Method, SignedIn, SignIn } from "#mock-server/shared/vendor.ts";

export type Headers = Readonly<Record<string, string>>;

export interface Request {
  readonly method: Method;
  /** Below the vendor's prefix. */
  readonly path: string;
  /** Sent as JSON; a text is sent as it is. @default none */
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly json: unknown;
}

/** A member of an answer, by its path: names and indexes. */
export function readMember(json: unknown, ...path: readonly (string | number)[]): unknown {
  let at = json;
  for (const name of path) at = typeof at === "object" && at !== null ? Reflect.get(at, name) : undefined;
  return at;
}

/** As `readMember`, for ids and secrets. @throws Error if there is no text and no number. */
export function readText(json: unknown, ...path: readonly (string | number)[]): string {
  const found = readMember(json, ...path);
  if (typeof found === "string" || typeof found === "number") return String(found);
  throw new Error(`the answer has no ${path.join(".")}`);
}

export interface VendorConnection {
  readonly vendor: string;
  /** What carries a credential. */
  authenticate(secret: string): Headers;
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** One vendor's mock server in this process: requests pass its routes, without a socket. */
export class Site {
  readonly account: AccountSource;
  readonly #connection: VendorConnection;
  readonly #mock: MockApp;

  private constructor(connection: VendorConnection, mock: MockApp) {
    this.#connection = connection;
    this.#mock = mock;
    const { vendor } = connection;
    this.account = { vendor, alias: vendor, endpoint: `https://${vendor}.example`, organization: null };
  }

  static async open(connection: VendorConnection): Promise<Site> {
    const own = vendors.filter(({ name }) => name === connection.vendor);
    return new Site(connection, await createMock({ vendors: own }));
  }

  get clock(): MockApp["clock"] {
    return this.#mock.clock;
  }

  get world(): MockApp["world"] {
    return this.#mock.world;
  }

  /** As it was before anything was created, at the system's time. */
  async reset(): Promise<void> {
    this.#mock.clock.reset();
    await this.#mock.world.reset();
  }

  seed(part: unknown): Promise<void> {
    return this.#mock.world.seed({ [this.#connection.vendor]: part });
  }

  /** Serves on a socket too. Returns the vendor's endpoint. */
  async listen(): Promise<string> {
    const url = await this.#mock.app.listen({ host: "127.0.0.1", port: 0 });
    return `${url}/${this.#connection.vendor}`;
  }

  get journal(): MockApp["journal"] {
    return this.#mock.journal;
  }

  get token(): string {
    return this.#mock.world.tokens[this.#connection.vendor] ?? "";
  }

  async close(): Promise<void> {
    await this.#mock.close();
  }

  authenticate(secret: string): Headers {
    return this.#connection.authenticate(secret);
  }

  /** Signs a person in through the identity provider. @throws SignInError */
  signIn(person: SignIn): Promise<SignedIn> {
    return this.#mock.world.signIn(this.#connection.vendor, person);
  }

  async ask(headers: Headers, { method, path, body }: Request): Promise<Answer> {
    const payload = body === undefined ? {} : { payload: typeof body === "string" ? body : JSON.stringify(body) };
    const { statusCode, body: text } = await this.#mock.app.inject({
      method,
      url: `/${this.#connection.vendor}${path}`,
      headers: body === undefined ? headers : { ...headers, "content-type": "application/json" },
      ...payload,
    });
    return { status: statusCode, json: parseBody(text) };
  }

  /** Asks as the administrator. @throws Error unless it succeeds. */
  async manage(method: Method, path: string, body?: unknown): Promise<unknown> {
    const request: Request = { method, path, body };
    const { status, json } = await this.ask(this.authenticate(this.token), request);
    if (status >= 300) throw new Error(`${method} ${path} was answered ${status}: ${JSON.stringify(json)}`);
    return json;
  }
}
