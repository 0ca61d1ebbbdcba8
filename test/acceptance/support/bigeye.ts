import { z } from "zod";
import * as groupWire from "#vendors/bigeye/wire/group.ts";
import * as keyWire from "#vendors/bigeye/wire/key.ts";
import * as memberWire from "#vendors/bigeye/wire/member.ts";
import type * as roleBindingWire from "#vendors/bigeye/wire/role-binding.ts";
import * as roleWire from "#vendors/bigeye/wire/role.ts";
import { headerOf, openVendorBench, type BenchOptions, type VendorBench } from "./access.ts";

interface Call {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
}

/** Bigeye's API by hand, for what happens behind Terraform's back. */
export class BigeyeAdmin {
  readonly #url: string;
  readonly #key: string;

  constructor(url: string, key: string) {
    this.#url = url;
    this.#key = key;
  }

  /** As whoever has the key. */
  async status(call: Call, key: string = this.#key): Promise<number> {
    return (await this.#send(call, key)).status;
  }

  async #send({ method, path, body }: Call, key: string): Promise<Response> {
    const headers = { authorization: `apikey ${key}` };
    return fetch(`${this.#url}/api/v1${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async must(call: Call): Promise<unknown> {
    const response = await this.#send(call, this.#key);
    const text = await response.text();
    if (!response.ok) throw new Error(`${call.method} ${call.path} was answered ${response.status}: ${text}`);
    return text === "" ? {} : (JSON.parse(text) as unknown);
  }

  async users(): Promise<readonly memberWire.User[]> {
    return memberWire.users.parse(await this.must({ method: "GET", path: "/users" })).users;
  }

  async user(id: string): Promise<memberWire.User> {
    return memberWire.user.parse(await this.must({ method: "GET", path: `/users/${id}` }));
  }

  async groups(): Promise<readonly groupWire.Group[]> {
    return groupWire.groups.parse(await this.must({ method: "GET", path: "/groups" })).groups;
  }

  async group(id: string): Promise<groupWire.Group> {
    return groupWire.group.parse(await this.must({ method: "GET", path: `/groups/${id}` }));
  }

  async roles(): Promise<readonly roleWire.Role[]> {
    return roleWire.roles.parse(await this.must({ method: "GET", path: "/roles" })).roles;
  }

  async keys(): Promise<readonly keyWire.Key[]> {
    const path = "/personal-api-key/service-accounts";
    return keyWire.keys.parse(await this.must({ method: "GET", path })).keys;
  }

  async keysOf(account: string): Promise<readonly keyWire.Key[]> {
    return (await this.keys()).filter(({ owner }) => owner?.id === account);
  }

  async createAccount(name: string, groupIds: readonly string[] = []): Promise<string> {
    const body = { name, groupIds: groupIds.map(Number) };
    return memberWire.wrappedUser.parse(await this.must({ method: "POST", path: "/users/service-account", body })).user
      .id;
  }

  async createGroup(name: string): Promise<string> {
    return groupWire.group.parse(await this.must({ method: "POST", path: "/groups", body: { name, idpGroups: [] } }))
      .id;
  }

  async createKey(account: string, name: string, description = ""): Promise<keyWire.CreatedKey> {
    const body = { name, description, serviceAccountId: Number(account) };
    return keyWire.createdKey.parse(await this.must({ method: "POST", path: "/personal-api-keys", body }));
  }

  async changeMembership(operation: "ADD" | "REMOVE", group: string, user: string): Promise<void> {
    const body = {
      operation: `GROUP_USER_OPERATION_${operation}`,
      userIds: [Number(user)],
      groupIds: [Number(group)],
    };
    await this.must({ method: "PUT", path: "/groups/users", body });
  }

  async revokeGrant(grant: roleBindingWire.Grant): Promise<void> {
    const side = ({ id }: { readonly id: string }) => ({ id: Number(id) });
    const request = { id: Number(grant.id), role: side(grant.role), group: side(grant.group) };
    const body = {
      operation: "ROLE_OPERATION_REVOKE",
      requests: [{ ...request, workspace: side(grant.workspace) }],
    };
    await this.must({ method: "PUT", path: "/groups/grants", body });
  }

  /** What is there besides what was there before: nothing, once everything is destroyed. */
  async names(): Promise<readonly string[]> {
    const grants = (await this.groups()).flatMap(({ name, grants: held }) =>
      held.map(({ role, workspace }) => `${name}: ${role.name} on ${workspace.displayName}`),
    );
    const named = [...(await this.users()), ...(await this.groups()), ...(await this.roles()), ...(await this.keys())];
    return [...named.map(({ name }) => name), ...grants].sort();
  }
}

export interface BigeyeBench extends VendorBench {
  readonly admin: BigeyeAdmin;
  /** The values of one resource in state. @throws where there is none */
  values(address: string): Promise<Readonly<Record<string, unknown>>>;
}

export const bigeyeHeader = headerOf("bigeye");

export async function openBigeyeBench(options: BenchOptions = {}): Promise<BigeyeBench> {
  const bench = await openVendorBench("bigeye", options);
  return {
    ...bench,
    admin: new BigeyeAdmin(bench.url, bench.token),
    async values(address) {
      const values = (await bench.workspace.state())[address];
      if (values === undefined) throw new Error(`state has no ${address}`);
      return values;
    },
  };
}

/** A bench whose time, the provider's and the mock's, is the test's. */
export interface TimedBigeyeBench extends BigeyeBench {
  /** Moves both clocks to an instant. */
  at(instant: string): Promise<void>;
}

export async function openTimedBigeyeBench(start: string): Promise<TimedBigeyeBench> {
  let now = new Date(start);
  const bench = await openBigeyeBench({ now: () => now, sleep: () => Promise.resolve() });
  await bench.mock.clock.set(now);
  return {
    ...bench,
    async at(instant) {
      now = await bench.mock.clock.set(new Date(instant));
    },
  };
}

const text = z.string();

export function textOf(value: unknown): string {
  return text.parse(value);
}
