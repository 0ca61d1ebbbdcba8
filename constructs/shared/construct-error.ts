import type { IConstruct } from "constructs";
import { AccessError, type ErrorCode } from "#access/model/errors.ts";

export interface ConstructErrorParts {
  readonly code: ErrorCode;
  /** What is wrong, with the value received. One sentence or more. */
  readonly message: string;
  /** What to do about it. */
  readonly advice: string;
}

/** An error whose message begins with the path of the construct that it is about. */
export function constructError(at: IConstruct, { code, message, advice }: ConstructErrorParts): AccessError {
  return new AccessError(code, `${at.node.path}: ${message} ${advice}`, { advice });
}
