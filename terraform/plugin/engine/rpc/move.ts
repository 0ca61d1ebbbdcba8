import type { MoveResourceStateRequest } from "../../protocol/import-and-move.ts";
import { type Engine, Findings } from "../engine.ts";
import { ProblemError } from "../problem.ts";
import type { Move } from "../provider.ts";
import { encodeRecord } from "../values.ts";
import { parseStored, storedRecord } from "./stored-state.ts";

/** Each registry has the same providers under a host of its own. */
function isFrom({ fromProvider, fromType, fromVersion }: Move, request: MoveResourceStateRequest): boolean {
  const { sourceProviderAddress: address, sourceTypeName, sourceSchemaVersion } = request;
  const isItsProvider = address === fromProvider || address.endsWith(`/${fromProvider}`);
  const isItsVersion = fromVersion === undefined || BigInt(fromVersion) === sourceSchemaVersion;
  return isItsProvider && fromType === sourceTypeName && isItsVersion;
}

function unsupported(request: MoveResourceStateRequest, moves: readonly Move[]): ProblemError {
  const { sourceProviderAddress, sourceTypeName, sourceSchemaVersion, targetTypeName } = request;
  const known = moves.map(({ fromProvider, fromType }) => `${fromType} of ${fromProvider}`);
  const way = known.length === 0 ? `Nothing else can become a ${targetTypeName}` : `What can: ${known.join(", ")}`;
  return new ProblemError({
    severity: "error",
    summary: "The resource cannot be moved here",
    detail: `${sourceTypeName} of ${sourceProviderAddress} (schema version ${sourceSchemaVersion}) cannot become a ${targetTypeName}. ${way}. Otherwise take it out of state with a \`removed\` block that does not destroy it, and import it.`,
  });
}

/** What another provider stored, as one of ours. The read that comes next fills in what that provider did not keep. */
export async function moveResourceState(engine: Engine, request: MoveResourceStateRequest) {
  const { definition, handlers } = engine.resource(request.targetTypeName);
  const { attributes } = definition;
  const findings = new Findings(attributes);
  const targetState = await engine.attempt(findings, () => {
    const moves = handlers.moves ?? [];
    const found = moves.find((move) => isFrom(move, request));
    if (found === undefined) throw unsupported(request, moves);
    return encodeRecord(attributes, storedRecord(attributes, found.move(parseStored(request.sourceState))));
  });
  return { diagnostics: findings.diagnostics, ...(targetState === undefined ? {} : { targetState }) };
}
