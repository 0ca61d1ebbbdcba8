import type { IAccessConstruct } from "../access-provider.ts";
import { type TerraformResource, TerraformStack, Token } from "./cdktf.ts";
import { createConstructError } from "./construct-error.ts";
import { escapeLiterals } from "./literal-text.ts";

const imported = new WeakMap<TerraformStack, Map<string, TerraformResource>>();

/** Two addresses for one object would undo each other's changes. */
function claim(at: IAccessConstruct, resource: TerraformResource, id: string): void {
  const stack = TerraformStack.of(resource);
  const owners = imported.get(stack) ?? new Map<string, TerraformResource>();
  imported.set(stack, owners);
  const key = JSON.stringify([at.provider.node.path, resource.terraformResourceType, id]);
  const other = owners.get(key);
  if (other !== undefined && other !== resource) {
    throw createConstructError(at, {
      code: "invalid_value",
      message: `importFrom: ${other.node.path} imports "${id}" already, and an object has one owner.`,
      advice: "Keep one of the two constructs.",
    });
  }
  owners.set(key, resource);
}

const ids = new WeakMap<TerraformResource, string>();

/** Terraform imports one object into one address: the last id would count, without a word. */
function checkOnce(at: IAccessConstruct, resource: TerraformResource, id: string): void {
  const former = ids.get(resource);
  ids.set(resource, former ?? id);
  if (former === undefined || former === id) return;
  throw createConstructError(at, {
    code: "invalid_value",
    message: `importFrom: ${resource.node.path} imports "${former}" already, and cannot import "${id}" too.`,
    advice: "Keep one of the two.",
  });
}

/**
 * Writes an import block for a resource.
 *
 * @throws AccessError for an id that is no text or is empty, for a second one, and for an object that another construct of the stack imports
 */
export function importInto<T extends IAccessConstruct>(at: T, resource: TerraformResource, id: unknown): T {
  if (typeof id !== "string" || id.trim() === "") {
    throw createConstructError(at, {
      code: "invalid_value",
      message: `importFrom: the id is ${typeof id === "string" ? "empty" : String(id)}.`,
      advice: `Write the import id, in the form that the page of ${resource.terraformResourceType} shows.`,
    });
  }
  checkOnce(at, resource, id);
  if (!Token.isUnresolved(id)) claim(at, resource, id);
  resource.importFrom(escapeLiterals(id));
  return at;
}
