import { AccessError } from "#access/model/errors.ts";
import type { Diagnostic } from "../plugin/engine/diagnostic.ts";

/** Turns an error of the model into what Terraform shows, without changing its words. */
export function toDiagnostic(error: AccessError): Diagnostic {
  const detail = error.advice === "" ? error.message : `${error.message}\n\n${error.advice}`;
  return {
    severity: "error",
    summary: error.summary,
    detail,
    ...(error.path.length === 0 ? {} : { path: error.path }),
  };
}

export function explain(error: unknown): readonly Diagnostic[] | undefined {
  return error instanceof AccessError ? [toDiagnostic(error)] : undefined;
}
