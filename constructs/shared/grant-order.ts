import type { IConstruct } from "constructs";
import { dependable, TerraformDataSource, TerraformResource, TerraformStack } from "./cdktf.ts";

const grantResources = new WeakMap<IConstruct, TerraformResource>();

/** One token for each resource: every call of `dependable` creates another, and a stack can be synthesized twice. */
const addresses = new WeakMap<TerraformResource, string>();

/** Lets other constructs wait for `resource`, which grants a role. */
export function registerGrant(resource: TerraformResource): void {
  grantResources.set(resource, resource);
}

function addressOf(resource: TerraformResource): string {
  const address = addresses.get(resource) ?? dependable(resource);
  addresses.set(resource, address);
  return address;
}

function makeWait(construct: IConstruct, grant: TerraformResource): void {
  const stack = TerraformStack.of(construct);
  const stackOfGrant = TerraformStack.of(grant);
  if (stack !== stackOfGrant) {
    stack.addDependency(stackOfGrant);
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
 * Writes the grants that a construct depends on into the `depends_on` of its blocks: CDKTF 0.21 stores
 * `node.addDependency` and never reads it (lib/terraform-stack.js).
 */
export function applyGrantOrder(construct: IConstruct): void {
  for (const dependency of construct.node.dependencies) {
    const grant = grantResources.get(dependency);
    if (grant !== undefined) makeWait(construct, grant);
  }
}
