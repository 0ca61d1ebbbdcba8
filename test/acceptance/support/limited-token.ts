import { z } from "zod";
import * as keyWire from "#vendors/signoz/wire/key.ts";
import * as roleWire from "#vendors/signoz/wire/role.ts";
import type { Bench } from "./access.ts";

/** An action, a resource with its type where that is another, and the selectors; none are all. */
export type Right = readonly [action: string, resource: string, ...selectors: readonly string[]];

export function group([relation, resource, ...selectors]: Right): roleWire.TransactionGroup {
  const [type = "", kind = type] = resource.split("/");
  const objectGroup = { resource: { type, kind }, selectors: selectors.length === 0 ? ["*"] : [...selectors] };
  return { relation, objectGroup };
}

/** What the provider itself needs to manage accounts, roles, bindings and keys. */
export const managing: readonly Right[] = [
  ...["create", "read", "update", "delete", "list", "attach", "detach"].flatMap((verb): readonly Right[] => [
    [verb, "role"],
    [verb, "serviceaccount"],
  ]),
  ...["create", "update", "delete", "list"].map((verb): Right => [verb, "metaresource/factor-api-key"]),
];

const made = z.object({ id: z.string() });

export async function createRole({ admin }: Bench, name: string, rights: readonly Right[]): Promise<string> {
  const body = { name, description: "", transactionGroups: rights.map(group) };
  return made.parse(await admin.must({ method: "POST", path: "/roles", body })).id;
}

export async function createAccount({ admin }: Bench, name: string, ...roles: readonly string[]): Promise<string> {
  const { id } = made.parse(await admin.must({ method: "POST", path: "/service_accounts", body: { name } }));
  for (const roleId of roles) {
    await admin.must({ method: "POST", path: "/service_account_roles", body: { serviceAccountId: id, roleId } });
  }
  return id;
}

export interface LimitedToken {
  readonly secret: string;
  readonly account: string;
  readonly role: string;
}

/** A key of a new account that holds one new role of these rights. */
export async function limitedToken(bench: Bench, name: string, rights: readonly Right[]): Promise<LimitedToken> {
  const role = await createRole(bench, name, rights);
  const account = await createAccount(bench, name, role);
  const path = `/service_accounts/${account}/keys`;
  const body = { name: "ci", expiresAt: 0 };
  const { key: secret } = keyWire.createdKey.parse(await bench.admin.must({ method: "POST", path, body }));
  return { secret, account, role };
}

export async function roleNamed({ admin }: Bench, name: string): Promise<string> {
  const roles = z.array(roleWire.listedRole).parse(await admin.must({ method: "GET", path: "/roles" }));
  const found = roles.find((role) => role.name === name);
  if (found === undefined) throw new Error(`there is no role ${name}`);
  return found.id;
}
