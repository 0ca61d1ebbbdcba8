import type { IConstruct } from "constructs";
import { dependable, TerraformDataSource, TerraformResource, TerraformStack } from "./cdk.ts";
import type { RoleBinding } from "./gen/role-binding.ts";

const bindings = new WeakMap<IConstruct, RoleBinding>();

/** One text a binding: each call of `dependable` makes another one, and a stack may be synthesized twice. */
const addresses = new WeakMap<RoleBinding, string>();

export function registerBinding(binding: RoleBinding): void {
  bindings.set(binding, binding);
}

function addressOf(binding: RoleBinding): string {
  const address = addresses.get(binding) ?? dependable(binding);
  addresses.set(binding, address);
  return address;
}

function wait(construct: IConstruct, binding: RoleBinding): void {
  const [here, there] = [TerraformStack.of(construct), TerraformStack.of(binding)];
  if (here !== there) {
    here.addDependency(there);
    return;
  }
  const address = addressOf(binding);
  for (const inner of construct.node.findAll()) {
    const isBlock = TerraformResource.isTerraformResource(inner) || TerraformDataSource.isTerraformDataSource(inner);
    if (!isBlock || inner === binding || inner.dependsOn?.includes(address) === true) continue;
    inner.dependsOn = [...(inner.dependsOn ?? []), address];
  }
}

/**
 * Writes the grants that a construct was told to wait for into its resources: cdktf 0.21 keeps `node.addDependency` and
 * never reads it (lib/terraform-stack.js).
 */
export function applyGrantOrder(construct: IConstruct): void {
  for (const dependency of construct.node.dependencies) {
    const binding = bindings.get(dependency);
    if (binding !== undefined) wait(construct, binding);
  }
}
