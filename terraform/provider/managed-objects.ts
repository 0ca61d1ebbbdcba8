import { AccessError } from "#access/model/errors.ts";
import { providerName } from "#access/model/provider/address.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";

type Prior = { readonly [name: string]: unknown };

/** The id, and what tells apart objects of one id. Undefined for a state without an id. */
function identify({ type, importId, attributes }: ResourceDefinition, prior: Prior): string | undefined {
  const { id } = prior;
  if (typeof id !== "string") return undefined;
  // What is not required may be missing after an import.
  const owners = importId.filter((name) => attributes[name]?.facts.presence === "required");
  return JSON.stringify([type, id, ...owners.map((name) => prior[name])]);
}

function createError({ type }: ResourceDefinition, { id }: Prior): AccessError {
  const noun = `${providerName}_${type}`;
  const message = `Two addresses have the same ${noun} (${String(id)}), and this plan destroys one of them. The vendor has only one, so the other address would lose it too.`;
  const advice = `Both addresses: terraform state list -id=${String(id)}, and the import blocks of the configuration. If the address changed, replace the import block by a block "moved". To give up one address without destroying anything, run "terraform state rm ADDRESS", or use a block "removed" with destroy = false.`;
  return new AccessError("managed_twice", message, { advice });
}

/**
 * What the addresses of one plan have, so that none of them destroys what another one keeps. An apply cannot know that,
 * because Terraform tells it nothing of what does not change.
 */
export class ManagedObjects {
  readonly #kept = new Set<string>();
  readonly #ending = new Set<string>();

  /** Records that an address keeps its object, or replaces it itself. Returns an error if another address destroys it. */
  keep(definition: ResourceDefinition, prior: Prior): AccessError | undefined {
    const identity = identify(definition, prior);
    if (identity === undefined) return undefined;
    this.#kept.add(identity);
    return this.#ending.has(identity) ? createError(definition, prior) : undefined;
  }

  /** Whether an address of this plan keeps an object. */
  isKept(definition: ResourceDefinition, prior: Prior): boolean {
    const identity = identify(definition, prior);
    return identity !== undefined && this.#kept.has(identity);
  }

  /** Records that an address destroys its object. Returns an error if another address keeps it. */
  end(definition: ResourceDefinition, prior: Prior): AccessError | undefined {
    const identity = identify(definition, prior);
    if (identity === undefined) return undefined;
    this.#ending.add(identity);
    return this.#kept.has(identity) ? createError(definition, prior) : undefined;
  }
}
