import { AccessError } from "#access/model/errors.ts";
import { declareIdentity } from "#access/model/nouns/identity.ts";
import { normalizeEndpoint } from "#access/model/statements/account.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import type { ResourceIdentity } from "../plugin/engine/identity.ts";
import type { AnyRecord } from "../plugin/engine/plan.ts";
import type { Connection } from "./connection.ts";
import { toDiagnostic } from "./explain.ts";

function getText(identity: AnyRecord, name: string): string | undefined {
  const value = identity[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

function createError(message: string): AccessError {
  return new AccessError("account_changed", message);
}

/** A value that the identity leaves out fits any account. */
function findMismatch(identity: AnyRecord, { vendor, endpoint, formerEndpoints }: Connection): AccessError | undefined {
  const { name, title } = vendor.facts;
  const stored = getText(identity, "vendor");
  if (stored !== undefined && stored !== name) {
    return createError(`Its identity says the vendor ${stored}, and the provider block is for ${title} (${name}).`);
  }
  const said = getText(identity, "endpoint");
  if (said === undefined) return undefined;
  const address = normalizeEndpoint(said);
  if ([endpoint, ...formerEndpoints].map(normalizeEndpoint).includes(address)) return undefined;
  return createError(
    `Its identity says the address ${address}, and the provider block's is ${normalizeEndpoint(endpoint)}. Nothing was read or changed.`,
  );
}

/** Every noun's identity: its account, and the parts of its import ID. */
export function serveIdentity(definition: ResourceDefinition): ResourceIdentity<Connection> {
  return {
    definition: declareIdentity(definition, Object.values(vendorFacts)),
    locate: ({ vendor, endpoint }) => ({ vendor: vendor.facts.name, endpoint: normalizeEndpoint(endpoint) }),
    findMismatch(identity, connection) {
      const found = findMismatch(identity, connection);
      return found === undefined ? [] : [toDiagnostic(found)];
    },
  };
}
