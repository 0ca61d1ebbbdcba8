import { z } from "zod";
import type { Workspace } from "#terraform/plugin/testing/workspace.ts";

const line = z.looseObject({
  type: z.string(),
  diagnostic: z
    .object({
      severity: z.string(),
      summary: z.string(),
      detail: z.string().default(""),
      address: z.string().default(""),
    })
    .optional(),
  changes: z.object({ add: z.number(), change: z.number(), remove: z.number(), operation: z.string() }).optional(),
});

export interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  readonly address: string;
}

export interface Applied {
  readonly code: number;
  readonly output: string;
  readonly diagnostics: readonly Diagnostic[];
  /** How many resources the plan meant to change. */
  readonly planned: number;
}

export function appliedOf(code: number, output: string): Applied {
  const lines = output.split("\n").flatMap((text) => (text.startsWith("{") ? [line.parse(JSON.parse(text))] : []));
  const plan = lines.find(({ changes }) => changes?.operation === "plan")?.changes;
  return {
    code,
    output,
    diagnostics: lines.flatMap(({ diagnostic }) => (diagnostic === undefined ? [] : [diagnostic])),
    planned: plan === undefined ? 0 : plan.add + plan.change + plan.remove,
  };
}

export const applyArguments = ["apply", "-json", "-auto-approve", "-input=false"] as const;

/** Plans and applies at once, whatever comes of it. */
export async function applyOnce(workspace: Workspace, ...args: readonly string[]): Promise<Applied> {
  const { code, output } = await workspace.run(...applyArguments, ...args);
  return appliedOf(code, output);
}

// 32 bytes in base64, as SigNoz writes the secret of a key.
const secret = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43}=/;

/** @throws where the output holds what could be a key's secret */
export function holdsNoSecret(output: string): void {
  if (secret.test(output)) throw new Error("the output holds a secret");
}
