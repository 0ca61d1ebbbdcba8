import type { Attributes } from "#access/schema/attribute.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { ProtocolError } from "../protocol-error.ts";

const reserved = {
  provider: ["alias", "version"],
  record: ["connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner"],
};

/**
 * Terraform loads a schema with such an attribute, but no configuration can set it. Nested objects may use these names.
 * @throws ProtocolError
 */
export function refuseReservedNames(attributes: Attributes, kind: keyof typeof reserved): void {
  const taken = Object.keys(attributes).map(toSnakeCase);
  const name = taken.find((spelled) => reserved[kind].includes(spelled));
  if (name !== undefined) throw new ProtocolError("Terraform reserves this name; rename the attribute", [name]);
}
