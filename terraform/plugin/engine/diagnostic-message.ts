import type { Attributes, Type } from "#access/schema/attribute.ts";
import { maskSecrets } from "#access/schema/known-secrets.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { cleanText, cutText } from "#access/schema/shown-text.ts";
import type { Path } from "../protocol-error.ts";
import type { AttributePathStepInit, DiagnosticInit } from "../protocol/gen/tfplugin6.ts";
import type { Diagnostic } from "./diagnostic.ts";

function stepInto(
  type: Type,
  step: string | number,
): { readonly step: AttributePathStepInit; readonly type?: Type } | undefined {
  switch (type.kind) {
    case "object": {
      const inner = type.attributes[String(step)]?.facts.type;
      const selector = { kind: "attributeName", value: toSnakeCase(String(step)) } as const;
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

/** Converts a path to Terraform's steps. Stops at the first part that has no step. */
export function toPathSteps(attributes: Attributes, path: Path): readonly AttributePathStepInit[] {
  const steps: AttributePathStepInit[] = [];
  let type: Type | undefined = { kind: "object", attributes };
  for (const part of path) {
    const next: ReturnType<typeof stepInto> = type === undefined ? undefined : stepInto(type, part);
    if (next === undefined) break;
    steps.push(next.step);
    type = next.type;
  }
  return steps;
}

const longestText = 16 * 1024;

/** The last step before Terraform prints it: messages repeat what endpoints and files say. */
export function toShownText(text: string): string {
  // Masked first: a cut could leave a part of a secret.
  return cleanText(cutText(maskSecrets(text), longestText));
}

export function toDiagnosticMessage(attributes: Attributes, diagnostic: Diagnostic): DiagnosticInit {
  const steps = toPathSteps(attributes, diagnostic.path ?? []);
  return {
    severity: diagnostic.severity === "error" ? "ERROR" : "WARNING",
    summary: toShownText(diagnostic.summary),
    detail: toShownText(diagnostic.detail),
    ...(steps.length === 0 ? {} : { attribute: { steps } }),
  };
}
