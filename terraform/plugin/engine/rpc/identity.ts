import { upgradeStored } from "#access/schema/stored-state.ts";
import { ProtocolError } from "../../protocol-error.ts";
import type { UpgradeResourceIdentityRequest } from "../../protocol/gen/tfplugin6.ts";
import { type Engine, Findings } from "../engine.ts";
import { encodeIdentity, toIdentitySchemaMessage } from "../identity.ts";
import { parseStored, readStoredRecord, refuseNewer } from "./stored-state.ts";

/** What Terraform 1.12 and later ask for beside GetProviderSchema. */
export async function getResourceIdentitySchemas(engine: Engine) {
  const schemas = [...engine.resources].flatMap(([typeName, { identity }]) => {
    return identity === undefined ? [] : [[typeName, toIdentitySchemaMessage(identity.definition)] as const];
  });
  return { identitySchemas: Object.fromEntries(schemas) };
}

/** Like UpgradeResourceState. A state without an identity gets one by the next read. */
export async function upgradeResourceIdentity(engine: Engine, request: UpgradeResourceIdentityRequest) {
  const { typeName, version, rawIdentity } = request;
  const { definition, identity } = engine.getResource(typeName);
  const findings = new Findings(definition.attributes);
  const upgradedIdentity = await engine.attempt(findings, () => {
    if (identity === undefined) throw new ProtocolError(`${typeName} has no identity`);
    const { attributes, version: current } = identity.definition;
    const newer = { what: `identity of ${typeName}`, stored: version, current };
    if (version > BigInt(current)) throw refuseNewer(newer);
    const result = upgradeStored(identity.definition, Number(version), parseStored(rawIdentity, "identity"));
    if (result.kind === "newer") throw refuseNewer(newer);
    if (result.kind === "stuck")
      throw new ProtocolError(`the identity of ${typeName} has no upgrade from version ${result.version}`);
    return encodeIdentity(identity, readStoredRecord(attributes, result.stored));
  });
  return { upgradedIdentity, diagnostics: findings.diagnostics };
}
