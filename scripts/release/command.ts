import { execFileSync } from "node:child_process";

/** Runs a program, and gives what it printed. @throws Error with what it said, where it fails */
export function readCommand(folder: string, program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      maxBuffer: 1 << 28,
    });
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
    throw new Error(`${program} ${args.join(" ")} failed${said === "" ? "" : `: ${said}`}`, { cause: error });
  }
}
