import type { Attributes, Type } from "#access/schema/attribute.ts";
import { snakeCase } from "#access/schema/names.ts";
import type { Path } from "../fault.ts";
import type { Init } from "../protocol/descriptor.ts";
import type { Diagnostic } from "../protocol/values.ts";
import type { Problem } from "./problem.ts";

type DiagnosticInit = Init<typeof Diagnostic>;
type StepInit = NonNullable<NonNullable<DiagnosticInit["attribute"]>["steps"]>[number];

function stepInto(type: Type, step: string | number): { readonly step: StepInit; readonly type?: Type } | undefined {
  switch (type.kind) {
    case "object": {
      const inner = type.attributes[String(step)]?.facts.type;
      const selector = { kind: "attributeName", value: snakeCase(String(step)) } as const;
      return { step: { selector }, ...(inner === undefined ? {} : { type: inner }) };
    }
    case "list":
      return { step: { selector: { kind: "elementKeyInt", value: BigInt(step) } }, type: type.element };
    case "map":
      return { step: { selector: { kind: "elementKeyString", value: String(step) } }, type: type.element };
    default:
      // The protocol has no step into a set, and there is nothing inside a scalar.
      return undefined;
  }
}

/** A path in Terraform's steps, as far as they go. */
export function pathSteps(attributes: Attributes, path: Path): readonly StepInit[] {
  const steps: StepInit[] = [];
  let type: Type | undefined = { kind: "object", attributes };
  for (const part of path) {
    const next: ReturnType<typeof stepInto> = type === undefined ? undefined : stepInto(type, part);
    if (next === undefined) break;
    steps.push(next.step);
    type = next.type;
  }
  return steps;
}

export function diagnosticMessage(attributes: Attributes, problem: Problem): DiagnosticInit {
  const steps = pathSteps(attributes, problem.path ?? []);
  return {
    severity: problem.severity === "error" ? "ERROR" : "WARNING",
    summary: problem.summary,
    detail: problem.detail,
    ...(steps.length === 0 ? {} : { attribute: { steps } }),
  };
}
