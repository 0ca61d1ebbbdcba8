import type { Attributes } from "#access/schema/attribute.ts";
import { snakeCase } from "#access/schema/names.ts";
import { PluginFault } from "../fault.ts";

const reserved = {
  provider: ["alias", "version"],
  record: ["connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner"],
};

/**
 * Terraform loads a schema with an attribute of such a name, and no configuration can ever set it. Nested records may
 * have them.
 * @throws PluginFault
 */
export function refuseReserved(attributes: Attributes, kind: keyof typeof reserved): void {
  const taken = Object.keys(attributes).map(snakeCase);
  const name = taken.find((spelled) => reserved[kind].includes(spelled));
  if (name !== undefined)
    throw new PluginFault("Terraform keeps this name for itself; call the attribute otherwise", [name]);
}
