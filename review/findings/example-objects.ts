import type { Permission } from "#access/model/permissions/permission.ts";
import type { ExampleObject } from "./example.ts";

// The objects that examples are made of. What a test of the examples needs of a state, and no more.

type State = ExampleObject["state"];

export function permit(action: string, resource: string, selectors: readonly string[] | null = null): Permission {
  return { action, resource, selectors };
}

export function createRole(name: string, ...permissions: readonly Permission[]): ExampleObject {
  return { type: "role", address: `access_role.${name}`, state: { id: `role-${name}`, name, permissions } };
}

export function createAccount(name: string, state: State = {}): ExampleObject {
  const address = `access_service_account.${name}`;
  return { type: "service_account", address, state: { id: `account-${name}`, name, ...state } };
}

export function createKey(name: string, state: State = {}): ExampleObject {
  const own = { id: `key-${name}`, name, serviceAccountId: `account-${name}` };
  return { type: "key", address: `access_key.${name}`, state: { ...own, ...state } };
}

/** A role by its name, as a data source finds it: one of the vendor's own. */
export function findManagedRole(name: string): ExampleObject {
  const state = { id: `role-${name}`, name, managed: true, permissions: [] };
  return { type: "role", kind: "dataSource", address: `data.access_role.${name}`, state };
}

export function bindRole(name: string, state: State): ExampleObject {
  return { type: "role_binding", address: `access_role_binding.${name}`, state: { id: `binding-${name}`, ...state } };
}

export function asUnchanged(object: ExampleObject): ExampleObject {
  return { ...object, happening: "unchanged" };
}

export function asCreated(object: ExampleObject): ExampleObject {
  return { ...object, happening: "created" };
}
