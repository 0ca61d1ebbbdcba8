import type { IConstruct } from "constructs";
import { AccessError, type ErrorCode } from "#access/model/errors.ts";

export interface ConstructErrorParts {
  readonly code: ErrorCode;
  /** The problem and the received value, in one or more sentences. */
  readonly message: string;
  /** What to do. */
  readonly advice: string;
}

/** Creates an error whose message begins with the path of the construct. */
export function createConstructError(at: IConstruct, { code, message, advice }: ConstructErrorParts): AccessError {
  return new AccessError(code, `${at.node.path}: ${message} ${advice}`, { advice });
}
