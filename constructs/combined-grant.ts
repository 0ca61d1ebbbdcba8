import { Dependable, type IDependable } from "constructs";
import type { Permission } from "./permission.ts";
import type { ITerraformDependable, TerraformResource } from "./shared/cdktf.ts";
import type { GrantCause } from "./shared/grant-cause.ts";

/** Something that code gives somebody. Others can wait for it: `dependsOn: [grant]`, or `node.addDependency(grant)`. */
export interface IGrant extends IDependable, ITerraformDependable {
  /** The block that gives it. */
  readonly resource: TerraformResource;
  /** What it permits, as far as the code knows; undefined where only the vendor knows it. */
  readonly permissions: readonly Permission[] | undefined;
  /** The line of code that gives it. */
  readonly cause: GrantCause;
  /** Both as one, to wait for. */
  combine(...others: readonly IGrant[]): CombinedGrant;
}

/** Several grants as one: `node.addDependency(all)`, or `dependsOn: [...all]`. */
export class CombinedGrant implements IDependable, Iterable<IGrant> {
  /** Each of them once, in the order in which they were combined. */
  static of(...grants: readonly IGrant[]): CombinedGrant {
    return new CombinedGrant(grants);
  }

  readonly #grants: readonly IGrant[];

  private constructor(grants: readonly IGrant[]) {
    this.#grants = [...new Set(grants)];
    Dependable.implement(this, { dependencyRoots: this.#grants.map(({ resource }) => resource) });
  }

  /** A copy. */
  get grants(): readonly IGrant[] {
    return [...this.#grants];
  }

  /** All that they permit; undefined where only the vendor knows it of one of them. */
  get permissions(): readonly Permission[] | undefined {
    const known = this.#grants.map(({ permissions }) => permissions).filter((one) => one !== undefined);
    return known.length === this.#grants.length ? known.flat() : undefined;
  }

  combine(...others: readonly IGrant[]): CombinedGrant {
    return new CombinedGrant([...this.#grants, ...others]);
  }

  [Symbol.iterator](): Iterator<IGrant> {
    return this.#grants[Symbol.iterator]();
  }
}
