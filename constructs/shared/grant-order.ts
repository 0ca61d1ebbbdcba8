import type { IConstruct } from "constructs";
import { dependable, TerraformDataSource, TerraformResource, TerraformStack } from "./cdk.ts";

const grants = new WeakMap<IConstruct, TerraformResource>();

/** One text a grant: each call of `dependable` makes another one, and a stack may be synthesized twice. */
const addresses = new WeakMap<TerraformResource, string>();

/** @param resource what gives the role. */
export function registerGrant(resource: TerraformResource): void {
  grants.set(resource, resource);
}

function addressOf(grant: TerraformResource): string {
  const address = addresses.get(grant) ?? dependable(grant);
  addresses.set(grant, address);
  return address;
}

function wait(construct: IConstruct, grant: TerraformResource): void {
  const [here, there] = [TerraformStack.of(construct), TerraformStack.of(grant)];
  if (here !== there) {
    here.addDependency(there);
    return;
  }
  const address = addressOf(grant);
  for (const inner of construct.node.findAll()) {
    const isBlock = TerraformResource.isTerraformResource(inner) || TerraformDataSource.isTerraformDataSource(inner);
    if (!isBlock || inner === grant || inner.dependsOn?.includes(address) === true) continue;
    inner.dependsOn = [...(inner.dependsOn ?? []), address];
  }
}

/**
 * Writes the grants that a construct was told to wait for into its resources: cdktf 0.21 keeps `node.addDependency` and
 * never reads it (lib/terraform-stack.js).
 */
export function applyGrantOrder(construct: IConstruct): void {
  for (const dependency of construct.node.dependencies) {
    const grant = grants.get(dependency);
    if (grant !== undefined) wait(construct, grant);
  }
}
