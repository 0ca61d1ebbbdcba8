import { AccessError } from "#access/model/errors.ts";
import type { Problem } from "../plugin/engine/problem.ts";

/** An error of the model as what Terraform shows. The wording is the error's; only the form is made here. */
export function toProblem(error: AccessError): Problem {
  const detail = error.advice === "" ? error.message : `${error.message}\n\n${error.advice}`;
  return {
    severity: "error",
    summary: error.summary,
    detail,
    ...(error.path.length === 0 ? {} : { path: error.path }),
  };
}

export function explain(error: unknown): readonly Problem[] | undefined {
  return error instanceof AccessError ? [toProblem(error)] : undefined;
}
