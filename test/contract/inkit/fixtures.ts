import { expect } from "vitest";
import type { z } from "zod";
import type { PermissionName } from "#vendors/inkit/facts/data/catalog.ts";
import * as commonWire from "#vendors/inkit/wire/common.ts";
import * as keyWire from "#vendors/inkit/wire/key.ts";
import * as roleWire from "#vendors/inkit/wire/role.ts";
import * as serviceAccountWire from "#vendors/inkit/wire/service-account.ts";
import { type Asking, type Client, unique } from "./client.ts";

export interface Holder {
  readonly id: string;
  readonly secret: string;
}

export async function createRole(
  client: Client,
  permissions: readonly PermissionName[],
  rest: object = {},
): Promise<roleWire.Role> {
  return client.data(roleWire.role, "CreateRole", { body: { name: unique("Team"), permissions, ...rest } });
}

/** One of the vendor's own roles. */
export async function standardRole(client: Client, name: string): Promise<roleWire.Role> {
  const { items } = await client.data(commonWire.page(roleWire.role), "ListRoles", { query: { page_size: "1000" } });
  const found = items.find((role) => role.is_default && role.name === name);
  if (found === undefined) throw new Error(`no standard role ${name}`);
  return found;
}

export async function createAccount(
  client: Client,
  roles: readonly string[],
  rest: object = {},
): Promise<serviceAccountWire.ServiceAccount> {
  return client.data(serviceAccountWire.serviceAccount, "CreateServiceAccount", {
    body: { name: unique("System"), roles, ...rest },
  });
}

export async function readAccount(client: Client, id: string): Promise<serviceAccountWire.ServiceAccount> {
  return client.data(serviceAccountWire.serviceAccount, "GetServiceAccount", { id });
}

export async function generate(client: Client, id: string): Promise<keyWire.Generated> {
  return client.data(keyWire.generated, "GenerateServiceAccountKey", { id });
}

/** A key of its own role that holds exactly these permissions. */
export async function holderOf(client: Client, ...permissions: readonly PermissionName[]): Promise<Holder> {
  const { id } = await createAccount(client, [(await createRole(client, permissions)).id]);
  return { id, secret: (await generate(client, id)).api_key };
}

export async function expectFields(
  client: Client,
  operationId: string,
  asking: Asking & { readonly fields: readonly string[] },
): Promise<void> {
  const { fields, ...rest } = asking;
  const { status, failure } = await client.call(operationId, rest);
  expect({ status, code: failure?.code }).toEqual({ status: 422, code: "validation_failed" });
  expect((failure?.fields ?? []).map(({ field }) => field)).toEqual(fields);
}

export const forbidden = { status: 403, failure: { code: "permission_missing" } };

/** A page of a list, as the whole answer. */
export async function listPage<Item extends z.ZodType>(
  client: Client,
  operationId: string,
  asking: { readonly item: Item; readonly query: Readonly<Record<string, string>> },
) {
  return client.data(commonWire.page(asking.item), operationId, { query: asking.query });
}

/** Well-formed, and nobody's. */
export const nobody = "sa_0000000000000000000000";
