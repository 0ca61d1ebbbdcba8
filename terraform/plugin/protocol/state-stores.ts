import { bytes, int64, message, optional, repeated, string, sub } from "./descriptor.ts";
import { Diagnostic, DynamicValue } from "./values.ts";

export const StateStoreClientCapabilities = message("StateStoreClientCapabilities", { chunkSize: int64(1) });
export const StateStoreServerCapabilities = message("StateStoreServerCapabilities", { chunkSize: int64(1) });
export const StateRange = message("StateRange", { start: int64(1), end: int64(2) });
export const RequestChunkMeta = message("RequestChunkMeta", { typeName: string(1), stateId: string(2) });

export const ValidateStateStoreRequest = message("ValidateStateStore.Request", {
  typeName: string(1),
  config: sub(2, DynamicValue),
});
export const ValidateStateStoreResponse = message("ValidateStateStore.Response", {
  diagnostics: repeated(sub(1, Diagnostic)),
});

export const ConfigureStateStoreRequest = message("ConfigureStateStore.Request", {
  typeName: string(1),
  config: sub(2, DynamicValue),
  capabilities: sub(3, StateStoreClientCapabilities),
});
export const ConfigureStateStoreResponse = message("ConfigureStateStore.Response", {
  diagnostics: repeated(sub(1, Diagnostic)),
  capabilities: sub(2, StateStoreServerCapabilities),
});

export const ReadStateBytesRequest = message("ReadStateBytes.Request", { typeName: string(1), stateId: string(2) });
export const ReadStateBytesResponse = message("ReadStateBytes.Response", {
  bytes: bytes(1),
  totalLength: int64(2),
  range: sub(3, StateRange),
  diagnostics: repeated(sub(4, Diagnostic)),
});

export const WriteStateBytesRequestChunk = message("WriteStateBytes.RequestChunk", {
  meta: optional(sub(1, RequestChunkMeta)),
  bytes: bytes(2),
  totalLength: int64(3),
  range: sub(4, StateRange),
});
export const WriteStateBytesResponse = message("WriteStateBytes.Response", {
  diagnostics: repeated(sub(1, Diagnostic)),
});

export const LockStateRequest = message("LockState.Request", {
  typeName: string(1),
  stateId: string(2),
  operation: string(3),
});
export const LockStateResponse = message("LockState.Response", {
  lockId: string(1),
  diagnostics: repeated(sub(2, Diagnostic)),
});

export const UnlockStateRequest = message("UnlockState.Request", {
  typeName: string(1),
  stateId: string(2),
  lockId: string(3),
});
export const UnlockStateResponse = message("UnlockState.Response", { diagnostics: repeated(sub(1, Diagnostic)) });

export const GetStatesRequest = message("GetStates.Request", { typeName: string(1) });
export const GetStatesResponse = message("GetStates.Response", {
  stateId: repeated(string(1)),
  diagnostics: repeated(sub(2, Diagnostic)),
});

export const DeleteStateRequest = message("DeleteState.Request", { typeName: string(1), stateId: string(2) });
export const DeleteStateResponse = message("DeleteState.Response", { diagnostics: repeated(sub(1, Diagnostic)) });
