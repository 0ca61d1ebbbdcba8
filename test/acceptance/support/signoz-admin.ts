import { z } from "zod";
import * as wire from "#vendors/signoz/wire.ts";

interface Call {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below /api/v1, or with another version before it. */
  readonly path: string;
  readonly body?: unknown;
}

/** SigNoz's API by hand, for what happens behind Terraform's back. */
export class SignozAdmin {
  readonly #url: string;
  readonly #credential: Readonly<Record<string, string>>;

  /** @param credential an account's key, or the headers that a session needs */
  constructor(url: string, credential: string | Readonly<Record<string, string>>) {
    this.#url = url;
    this.#credential = typeof credential === "string" ? { "SIGNOZ-API-KEY": credential } : credential;
  }

  async status({ method, path, body }: Call): Promise<number> {
    return (await this.#send({ method, path, body })).status;
  }

  async #send({ method, path, body }: Call): Promise<Response> {
    return fetch(`${this.#url}/api${/^\/v\d\//.test(path) ? "" : "/v1"}${path}`, {
      method,
      headers: this.#credential,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async must(call: Call): Promise<unknown> {
    const response = await this.#send(call);
    const text = await response.text();
    if (!response.ok) throw new Error(`${call.method} ${call.path} was answered ${response.status}: ${text}`);
    return text === "" ? undefined : z.object({ data: z.unknown() }).parse(JSON.parse(text)).data;
  }

  async accounts(): Promise<readonly wire.ServiceAccount[]> {
    const all = z.array(wire.serviceAccount).parse(await this.must({ method: "GET", path: "/service_accounts" }));
    return all.filter(({ status }) => status !== "deleted");
  }

  async account(id: string): Promise<wire.ServiceAccountWithRoles> {
    return wire.serviceAccountWithRoles.parse(await this.must({ method: "GET", path: `/service_accounts/${id}` }));
  }

  async customRoles(): Promise<readonly wire.ListedRole[]> {
    const all = z.array(wire.listedRole).parse(await this.must({ method: "GET", path: "/roles" }));
    return all.filter(({ type }) => type === "custom");
  }

  async role(id: string): Promise<wire.Role> {
    return wire.role.parse(await this.must({ method: "GET", path: `/roles/${id}` }));
  }

  async keys(account: string): Promise<readonly wire.Key[]> {
    return z.array(wire.key).parse(await this.must({ method: "GET", path: `/service_accounts/${account}/keys` }));
  }

  /** Who exists, without the deleted. */
  async users(): Promise<readonly wire.User[]> {
    const all = z.array(wire.user).parse(await this.must({ method: "GET", path: "/v2/users" }));
    return all.filter(({ status }) => status !== "deleted");
  }

  async user(id: string): Promise<wire.UserWithRoles> {
    return wire.userWithRoles.parse(await this.must({ method: "GET", path: `/v2/users/${id}` }));
  }

  async domain(id: string): Promise<wire.AuthDomain> {
    return wire.authDomain.parse(await this.must({ method: "GET", path: `/v2/auth_domains/${id}` }));
  }

  /** What is there besides what was there before: nothing, once everything is destroyed. */
  async names(): Promise<readonly string[]> {
    return [...(await this.accounts()), ...(await this.customRoles())].map(({ name }) => name).sort();
  }
}
