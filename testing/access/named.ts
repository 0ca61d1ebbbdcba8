import type { IConstruct } from "constructs";
import type { Permission } from "#constructs/permission.ts";
import type { AskedPermission } from "#review/built/permission.ts";
import { describeReceived, isConstruct, listStacks, type ReadableStack } from "./source.ts";

/**
 * Who is asked about: a construct, such as a ServiceAccount, a Group, a Member or a Key, which stands for whom it acts as; or a
 * name, an id or a Terraform address.
 */
export type AccessPrincipal = IConstruct | string;

/**
 * A permission as a vendor's vocabulary makes it, the same as plain data, or a text:
 * `read dashboard`, `read dashboard:7`, `standing NAME`.
 */
export type AccessPermission = Pick<Permission, "action" | "resource" | "selectors"> | Permission | string;

/** A role: a construct, what `role(name)` of a vendor's vocabulary returns, or an object with its name. */
export type AccessRole = IConstruct | { readonly name: string };

function resolve(source: unknown, value: string): string {
  const stacks: readonly ReadableStack[] = isConstruct(source) ? listStacks(source) : [];
  const [stack] = stacks;
  const resolved = stack?.reader.resolve(value);
  return typeof resolved === "string" ? resolved : value;
}

/** What a reference to an object's id or name leads to. */
const reference = /^\$\{((?:data\.)?access_[\w-]+\.[\w-]+)\.(?:id|name)\}$/;

/** A text that may be a token: an id that only Terraform knows is written as the address of its object. */
function nameText(source: unknown, text: string): string {
  const resolved = resolve(source, text);
  return reference.exec(resolved)?.[1] ?? resolved;
}

function hasId(value: object): value is { readonly id: string } {
  return "id" in value && typeof value.id === "string";
}

/** How the graph calls a construct: by its address; what is known by its id alone, by that. @throws Error */
export function nameConstruct(source: unknown, construct: IConstruct): string {
  const [home] = listStacks(construct);
  const address = home?.reader.findAddress(construct);
  if (home !== undefined && address !== undefined) {
    if (isConstruct(source) && !listStacks(source).some((one) => one.construct === home.construct)) {
      throw new Error(
        `${construct.node.path} is not in ${source.node.path === "" ? "this app" : source.node.path}. Ask about a construct of what \`expect\` was given.`,
      );
    }
    const isOneOfMany = isConstruct(source) && listStacks(source).length > 1;
    return isOneOfMany ? `${home.construct.node.path}: ${address}` : address;
  }
  if (hasId(construct)) return qualify(source, construct.id, `${home?.construct.node.path ?? ""}: `);
  throw new Error(
    `${construct.node.path} is no principal, role or scope. Give a ServiceAccount, Group, Member or Key, or a name.`,
  );
}

export function namePrincipal(source: unknown, principal: unknown): string {
  if (isConstruct(principal)) return nameConstruct(source, principal);
  if (typeof principal === "string" && principal !== "") return nameText(source, principal);
  throw new Error(
    `The principal is ${describeReceived(principal)}. Give a construct such as a ServiceAccount, or a name, an id or an address.`,
  );
}

/** The address of an object, with its stack where there are several: that of the principal goes first. */
function qualify(source: unknown, text: string, principal: string): string {
  const address = nameText(source, text);
  if (address === text || !isConstruct(source)) return address;
  const stacks = listStacks(source);
  const having = stacks.filter(({ reader }) => reader.locate(address) !== undefined);
  const own = having.find(({ construct }) => principal.startsWith(`${construct.node.path}: `));
  const home = own ?? having[0];
  return stacks.length > 1 && home !== undefined ? `${home.construct.node.path}: ${address}` : address;
}

function isPermission(value: unknown): value is Permission {
  return typeof value === "object" && value !== null && "action" in value && "resource" in value;
}

/** @throws Error for what is no permission */
export function namePermission(source: unknown, permission: unknown, principal = ""): AskedPermission | string {
  if (typeof permission === "string") return permission;
  if (!isPermission(permission)) {
    throw new Error(
      `The permission is ${describeReceived(permission)}. Give one of a vendor's vocabulary, or { action, resource }.`,
    );
  }
  const { vendor, action, resource, selectors } = permission;
  const given = vendor === undefined ? { action, resource } : { vendor, action, resource };
  if (selectors === undefined) return given;
  return { ...given, selectors: selectors.map((selector) => qualify(source, selector, principal)) };
}

/** @throws Error for what is neither a permission nor a role */
export function nameTarget(source: unknown, target: unknown): AskedPermission | string | { readonly role: string } {
  if (isConstruct(target)) return { role: nameConstruct(source, target) };
  if (typeof target === "object" && target !== null && "name" in target && typeof target.name === "string") {
    return { role: target.name };
  }
  return namePermission(source, target);
}

/** Where: a scope construct, or a text such as `workspace/7` or `account`. */
export function nameScope(source: unknown, scope: IConstruct | string): string {
  if (typeof scope === "string") return scope;
  const [home] = listStacks(scope);
  const address = home?.reader.findAddress(scope);
  if (address !== undefined) return nameConstruct(source, scope);
  const type = "type" in scope && typeof scope.type === "string" ? `${scope.type}/` : "";
  return `${type}${hasId(scope) ? nameText(scope, scope.id) : ""}`;
}
