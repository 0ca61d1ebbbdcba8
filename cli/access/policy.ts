import type { Command } from "commander";
import { judgePolicy } from "#review/policy/judge-policy.ts";
import { type GivenPolicy, noPolicy, usualPolicy } from "#review/policy/policy.ts";
import type { Io } from "../command.ts";
import { readParsed } from "./read-document.ts";

/** Who decides about findings, and where. */
export interface PolicyFlags {
  readonly policy?: string;
  readonly basePolicy?: string;
}

export function addPolicyOptions(command: Command): Command {
  return command
    .option("--policy <file>", "what is decided about findings: limits, severities, who deploys")
    .option("--base-policy <file>", "the target branch's --policy: what the change loosens does not count");
}

/** @throws Error in one sentence for a file that cannot be read */
export async function readPolicy({ policy, basePolicy }: PolicyFlags, io: Io): Promise<GivenPolicy> {
  if (policy === undefined && basePolicy === undefined) return noPolicy;
  // What reads such files is loaded with them: it takes longer than a small review.
  const { parsePolicy } = await import("#review/policy/policy-file.ts");
  const given = policy === undefined ? usualPolicy : await readParsed(policy, io, parsePolicy);
  const base = basePolicy === undefined ? null : await readParsed(basePolicy, io, parsePolicy);
  return judgePolicy(given, base);
}
