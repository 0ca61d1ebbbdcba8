import { headerOf, openVendorBench, type VendorBench } from "./access.ts";

export const header = headerOf("arize");

export const arizeSeed = {
  users: [{ name: "Wren", email: "wren@tern.example" }],
  organizations: [
    {
      name: "fisheries",
      spaces: [
        { name: "landings", isPrivate: true, projects: [{ name: "quotas" }] },
        { name: "weather", isPrivate: true },
      ],
    },
  ],
};

export interface ListedKey {
  readonly id: string;
  readonly name: string;
  readonly expires_at?: string;
}

export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** Arize's API with whichever credential. */
export class ArizeAdmin {
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  as(token: unknown): ArizeAdmin {
    return new ArizeAdmin(this.#url, String(token));
  }

  async send(method: string, path: string, body?: unknown): Promise<Answered> {
    const headers = { authorization: `Bearer ${this.#token}`, "content-type": "application/json" };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${this.#url}/v2${path}`, { method, headers, ...sent });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
  }

  async must<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.send(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  }

  async keys(space: string): Promise<readonly ListedKey[]> {
    const path = `/api-keys?space_id=${encodeURIComponent(space)}`;
    return (await this.must<{ api_keys: readonly ListedKey[] }>("GET", path)).api_keys;
  }

  /** 200 where the key works, 401 where it does not. */
  async status(): Promise<number> {
    return (await this.send("GET", "/spaces")).status;
  }

  async graphqlStatus(): Promise<number> {
    const headers = { "x-api-key": this.#token, "content-type": "application/json" };
    const body = JSON.stringify({ query: "{ __typename }" });
    return (await fetch(`${this.#url}/graphql`, { method: "POST", headers, body })).status;
  }
}

export interface ArizeBench extends VendorBench {
  readonly admin: ArizeAdmin;
  /** Moves the provider's clock and the mock's to an instant. */
  at(instant: string): Promise<void>;
}

export async function openArizeBench(start: string, seed: unknown = arizeSeed): Promise<ArizeBench> {
  let now = new Date(start);
  const timing = { now: () => now, sleep: () => Promise.resolve() };
  const bench = await openVendorBench("arize", { ...timing, seed: { arize: seed } });
  await bench.mock.clock.set(now);
  return {
    ...bench,
    admin: new ArizeAdmin(bench.url, bench.token),
    async at(instant) {
      now = await bench.mock.clock.set(new Date(instant));
    },
  };
}

/** The organization "fisheries" with its spaces and project, looked up by their names. */
export const places = `
data "access_scope" "fisheries" {
  type = "organization"
  name = "fisheries"
}
data "access_scope" "landings" {
  type      = "space"
  name      = "landings"
  parent_id = data.access_scope.fisheries.id
}
data "access_scope" "weather" {
  type      = "space"
  name      = "weather"
  parent_id = data.access_scope.fisheries.id
}
data "access_scope" "quotas" {
  type      = "project"
  name      = "quotas"
  parent_id = data.access_scope.landings.id
}
`;

export const keyAddress = "access_key.tern";

/** A key for the space "landings" at a level, with these further arguments. */
export function keyConfiguration(lines: readonly string[] = [], level = "MEMBER"): string {
  return `${header}${places}
resource "access_key" "tern" {
  name   = "tern-ingest"
  access = {
    organizations = [{
      org_id = data.access_scope.fisheries.id
      spaces = [{ space_id = data.access_scope.landings.id, role = { type = "PREDEFINED", name = "${level}" } }]
    }]
  }
  ${lines.join("\n  ")}
}
`;
}

export interface Values {
  readonly [name: string]: unknown;
}

export async function valuesOf(bench: ArizeBench, address = keyAddress): Promise<Values> {
  const values = (await bench.workspace.state())[address];
  if (values === undefined) throw new Error(`state has no ${address}`);
  return values;
}
