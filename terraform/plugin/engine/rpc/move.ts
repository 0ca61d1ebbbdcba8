import type { MoveResourceStateRequest } from "../../protocol/gen/tfplugin6.ts";
import { type Engine, Findings } from "../engine.ts";
import { DiagnosticError } from "../diagnostic.ts";
import type { Move } from "../provider.ts";
import { encodeRecord } from "../record-codec.ts";
import { parseStored, readStoredRecord } from "./stored-state.ts";

/** Each registry serves the same providers under its own host. */
function isFrom({ fromProvider, fromType, fromVersion }: Move, request: MoveResourceStateRequest): boolean {
  const { sourceProviderAddress: address, sourceTypeName, sourceSchemaVersion } = request;
  const isItsProvider = address === fromProvider || address.endsWith(`/${fromProvider}`);
  const isItsVersion = fromVersion === undefined || BigInt(fromVersion) === sourceSchemaVersion;
  return isItsProvider && fromType === sourceTypeName && isItsVersion;
}

function refuseSource(request: MoveResourceStateRequest, moves: readonly Move[]): DiagnosticError {
  const { sourceProviderAddress, sourceTypeName, sourceSchemaVersion, targetTypeName } = request;
  const known = moves.map(({ fromProvider, fromType }) => `${fromType} of ${fromProvider}`);
  const way =
    known.length === 0 ? `No other type can become a ${targetTypeName}` : `Supported sources: ${known.join(", ")}`;
  return new DiagnosticError({
    severity: "error",
    summary: "Cannot move this resource",
    detail: `${sourceTypeName} of ${sourceProviderAddress} (schema version ${sourceSchemaVersion}) cannot become a ${targetTypeName}. ${way}. Otherwise remove it from state with a \`removed\` block that does not destroy it, then import it.`,
  });
}

/** Converts what another provider stored. The next read fills in what that provider did not store. */
export async function moveResourceState(engine: Engine, request: MoveResourceStateRequest) {
  const { definition, handlers } = engine.getResource(request.targetTypeName);
  const { attributes } = definition;
  const findings = new Findings(attributes);
  const targetState = await engine.attempt(findings, () => {
    const moves = handlers.moves ?? [];
    const found = moves.find((move) => isFrom(move, request));
    if (found === undefined) throw refuseSource(request, moves);
    return encodeRecord(attributes, readStoredRecord(attributes, found.move(parseStored(request.sourceState))));
  });
  return { diagnostics: findings.diagnostics, ...(targetState === undefined ? {} : { targetState }) };
}
