import { z } from "zod";
import * as wire from "../../../vendors/signoz/wire.ts";

interface Call {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
}

/** SigNoz's API by hand, for what happens behind Terraform's back. */
export class SignozAdmin {
  readonly #url: string;
  readonly #key: string;

  constructor(url: string, key: string) {
    this.#url = url;
    this.#key = key;
  }

  async status({ method, path, body }: Call): Promise<number> {
    return (await this.#send({ method, path, body })).status;
  }

  async #send({ method, path, body }: Call): Promise<Response> {
    return fetch(`${this.#url}/api/v1${path}`, {
      method,
      headers: { "SIGNOZ-API-KEY": this.#key },
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

  /** What is there besides what was there before: nothing, once everything is destroyed. */
  async names(): Promise<readonly string[]> {
    return [...(await this.accounts()), ...(await this.customRoles())].map(({ name }) => name).sort();
  }
}
