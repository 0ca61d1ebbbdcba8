import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import type { Workspace } from "#terraform/plugin/testing/workspace.ts";
import { findTerraform, createQuietEnvironment } from "#terraform/plugin/testing/terraform-binary.ts";
import { type Applied, appliedOf, applyArguments } from "./apply.ts";

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function processes(): readonly Process[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  return lines.flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

export function isRunning(pid: number): boolean {
  return processes().some((process) => process.pid === pid && !process.command.includes("<defunct>"));
}

/** A `terraform apply` that can be killed in the middle. */
export interface Running {
  readonly pid: number;
  /** The provider's process that this Terraform started. @throws where there is not exactly one */
  provider(): number;
  readonly ended: Promise<Applied>;
}

/** Starts `terraform apply` in the workspace, with a provider from its mirror. */
export function startApply(workspace: Workspace, environment: Readonly<Record<string, string>>): Running {
  const binary = findTerraform(process.env);
  if (typeof binary === "string") throw new Error(binary);
  const env = { ...createQuietEnvironment(process.env), HOME: join(workspace.folder, "home"), ...environment };
  const child = spawn(binary.path, [...applyArguments], { cwd: workspace.folder, env });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${binary.path} could not be started`);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  const ended = new Promise<Applied>((resolve) => {
    child.once("exit", (code) => resolve(appliedOf(code ?? 1, wholeLines(output))));
  });
  return {
    pid,
    ended,
    provider() {
      const [found, ...others] = processes().filter(
        ({ parent, command }) => parent === pid && command.includes("terraform-provider-access"),
      );
      if (found === undefined || others.length > 0) throw new Error(`${others.length} further providers, or none`);
      return found.pid;
    },
  };
}

/** A process that was killed may have stopped in the middle of a line. */
function wholeLines(output: string): string {
  return output
    .split("\n")
    .filter((line) => !line.startsWith("{") || line.endsWith("}"))
    .join("\n");
}
