import { z } from "zod";
import * as authDomainWire from "#vendors/signoz/wire/auth-domain.ts";
import * as keyWire from "#vendors/signoz/wire/key.ts";
import * as memberWire from "#vendors/signoz/wire/member.ts";
import * as roleWire from "#vendors/signoz/wire/role.ts";
import * as serviceAccountWire from "#vendors/signoz/wire/service-account.ts";

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

  async accounts(): Promise<readonly serviceAccountWire.ServiceAccount[]> {
    const all = z
      .array(serviceAccountWire.serviceAccount)
      .parse(await this.must({ method: "GET", path: "/service_accounts" }));
    return all.filter(({ status }) => status !== "deleted");
  }

  async account(id: string): Promise<serviceAccountWire.ServiceAccountWithRoles> {
    return serviceAccountWire.serviceAccountWithRoles.parse(
      await this.must({ method: "GET", path: `/service_accounts/${id}` }),
    );
  }

  async customRoles(): Promise<readonly roleWire.ListedRole[]> {
    const all = z.array(roleWire.listedRole).parse(await this.must({ method: "GET", path: "/roles" }));
    return all.filter(({ type }) => type === "custom");
  }

  async role(id: string): Promise<roleWire.Role> {
    return roleWire.role.parse(await this.must({ method: "GET", path: `/roles/${id}` }));
  }

  async keys(account: string): Promise<readonly keyWire.Key[]> {
    return z.array(keyWire.key).parse(await this.must({ method: "GET", path: `/service_accounts/${account}/keys` }));
  }

  /** Who exists, without the deleted. */
  async users(): Promise<readonly memberWire.User[]> {
    const all = z.array(memberWire.user).parse(await this.must({ method: "GET", path: "/v2/users" }));
    return all.filter(({ status }) => status !== "deleted");
  }

  async user(id: string): Promise<memberWire.UserWithRoles> {
    return memberWire.userWithRoles.parse(await this.must({ method: "GET", path: `/v2/users/${id}` }));
  }

  async domain(id: string): Promise<authDomainWire.AuthDomain> {
    return authDomainWire.authDomain.parse(await this.must({ method: "GET", path: `/v2/auth_domains/${id}` }));
  }

  /** What is there besides what was there before: nothing, once everything is destroyed. */
  async names(): Promise<readonly string[]> {
    return [...(await this.accounts()), ...(await this.customRoles())].map(({ name }) => name).sort();
  }
}
