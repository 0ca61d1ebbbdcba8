import { z } from "zod";
import type { PermissionName } from "#vendors/inkit/facts/data/catalog.ts";
import * as commonWire from "#vendors/inkit/wire/common.ts";
import * as keyWire from "#vendors/inkit/wire/key.ts";
import * as roleWire from "#vendors/inkit/wire/role.ts";
import * as serviceAccountWire from "#vendors/inkit/wire/service-account.ts";

interface Call {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  /** Another secret than the administrator's. */
  readonly token?: string;
}

/** Inkit's routes by hand, for what happens behind Terraform's back. */
export class InkitAdmin {
  readonly #url: string;
  readonly #token: string;

  constructor({ url, token }: { readonly url: string; readonly token: string }) {
    this.#url = url;
    this.#token = token;
  }

  async #send({ method, path, body, token = this.#token }: Call): Promise<Response> {
    return fetch(`${this.#url}/v1${path}`, {
      method,
      headers: { "X-Inkit-API-Token": token, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async status(call: Call): Promise<number> {
    return (await this.#send(call)).status;
  }

  async must(call: Call): Promise<unknown> {
    const response = await this.#send(call);
    const text = await response.text();
    if (!response.ok) throw new Error(`${call.method} ${call.path} was answered ${response.status}: ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }

  async roles(): Promise<readonly roleWire.Role[]> {
    return commonWire.page(roleWire.role).parse(await this.must({ method: "GET", path: "/role?page_size=1000" })).items;
  }

  async accounts(): Promise<readonly serviceAccountWire.ServiceAccount[]> {
    const path = "/service-account?page_size=1000";
    return commonWire.page(serviceAccountWire.serviceAccount).parse(await this.must({ method: "GET", path })).items;
  }

  async account(id: string): Promise<serviceAccountWire.ServiceAccount> {
    return serviceAccountWire.serviceAccount.parse(await this.must({ method: "GET", path: `/service-account/${id}` }));
  }

  async createRole(name: string, permissions: readonly PermissionName[]): Promise<roleWire.Role> {
    return roleWire.role.parse(await this.must({ method: "POST", path: "/role", body: { name, permissions } }));
  }

  async createAccount(name: string, ...roles: readonly string[]): Promise<serviceAccountWire.ServiceAccount> {
    const body = { name, roles };
    return serviceAccountWire.serviceAccount.parse(await this.must({ method: "POST", path: "/service-account", body }));
  }

  async generate(id: string): Promise<keyWire.Generated> {
    return keyWire.generated.parse(await this.must({ method: "POST", path: `/service-account/${id}/generate` }));
  }

  /** The secret of a new account of one new role that holds exactly these permissions. */
  async limited(name: string, ...permissions: readonly PermissionName[]): Promise<string> {
    const role = await this.createRole(`${name} role`, permissions);
    return (await this.generate((await this.createAccount(name, role.id)).id)).api_key;
  }

  /** What a secret may do on a route: the status of a read of roles. */
  async readsRolesAs(token: string): Promise<number> {
    return this.status({ method: "GET", path: "/role", token });
  }

  async names(): Promise<readonly string[]> {
    const rows: readonly z.output<typeof named>[] = [...(await this.accounts()), ...(await this.roles())];
    return rows.map(({ name }) => name).toSorted();
  }
}

const named = z.object({ name: z.string() });
