import { z } from "zod";

const role = z.object({ id: z.string(), name: z.string(), type: z.string(), description: z.string() });
const roleWithPermissions = role.extend({ transactionGroups: z.array(z.unknown()) });
const account = z.object({ name: z.string(), status: z.string() });

interface Call {
  readonly method?: "GET" | "POST" | "PUT";
  readonly path: string;
  readonly body?: unknown;
}

/** SigNoz as somebody with a key sees it, without Terraform between. */
export class SignozUser {
  readonly #url: string;
  readonly #key: string;

  constructor(url: string, key: string) {
    this.#url = url;
    this.#key = key;
  }

  async #call({ method = "GET", path, body }: Call): Promise<Response> {
    return fetch(`${this.#url}/api/v1${path}`, {
      method,
      headers: { "SIGNOZ-API-KEY": this.#key },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async #data<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
    const response = await this.#call({ path });
    const { data } = z.object({ data: z.unknown() }).parse(await response.json());
    return schema.parse(data);
  }

  /** The page's own way to validate a key: 200, or 401 for a wrong one. */
  async validate(): Promise<number> {
    return (await this.#call({ path: "/service_accounts/me" })).status;
  }

  async createAccount(name: string): Promise<number> {
    return (await this.#call({ method: "POST", path: "/service_accounts", body: { name } })).status;
  }

  async addPermission(roleName: string, group: unknown): Promise<number> {
    const found = (await this.#data("/roles", z.array(role))).find(({ name }) => name === roleName);
    if (found === undefined) return 404;
    const { description, transactionGroups } = await this.#data(`/roles/${found.id}`, roleWithPermissions);
    const body = { description, transactionGroups: [...transactionGroups, group] };
    return (await this.#call({ method: "PUT", path: `/roles/${found.id}`, body })).status;
  }

  /** Names of the custom roles and of the accounts that exist. */
  async leftovers(): Promise<readonly string[]> {
    const roles = (await this.#data("/roles", z.array(role))).filter(({ type }) => type === "custom");
    const accounts = (await this.#data("/service_accounts", z.array(account))).filter(
      ({ status }) => status !== "deleted",
    );
    return [...roles, ...accounts].map(({ name }) => name);
  }
}
