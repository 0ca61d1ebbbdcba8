import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import { resolve } from "node:path";
import { isNativeError } from "node:util/types";
import { type Command, Option } from "commander";
import { cleanText, disarmLines, quoteLine, writeCleanJson } from "#access/schema/shown-text.ts";
import type { CliCommand, Io } from "../command.ts";
import type { Check, Diagnosis, Machine } from "../doctor/check.ts";
import { checks } from "../doctor/checks.gen.ts";

interface DoctorFlags {
  readonly dir: string;
  readonly format: "text" | "json";
}

const mostMilliseconds = 20_000;
const mostBytes = 4 * 1024 * 1024;

/** No prompts, no version checks, and none of the variables that change what a command prints. */
function createRunner(environment: Machine["environment"]): Machine["run"] {
  const env = { ...environment, CHECKPOINT_DISABLE: "1", TF_INPUT: "0", TF_CLI_ARGS: "" };
  const options = { env, timeout: mostMilliseconds, maxBuffer: mostBytes };
  return (program, args) => {
    return new Promise((settle) => {
      execFile(program, args, options, (error, stdout) => settle(error === null ? stdout : null));
    });
  };
}

interface Examined {
  readonly title: string;
  readonly diagnoses: readonly Diagnosis[];
}

async function examine({ title, examine: look }: Check, machine: Machine): Promise<Examined> {
  try {
    return { title, diagnoses: await look(machine) };
  } catch (error) {
    const says = `This could not be looked at: ${isNativeError(error) ? error.message : String(error)}`;
    return { title, diagnoses: [{ state: "doubtful", says }] };
  }
}

const marks: { readonly [state in Diagnosis["state"]]: string } = { well: "ok", doubtful: "?", wrong: "!" };

function writeDiagnosis({ state, says, fix }: Diagnosis): string {
  const line = `  ${marks[state].padEnd(3)}${quoteLine(says)}\n`;
  return fix === undefined ? line : `${line}     ${quoteLine(fix)}\n`;
}

function countOf(all: readonly Examined[], state: Diagnosis["state"]): number {
  return all.flatMap(({ diagnoses }) => diagnoses).filter((one) => one.state === state).length;
}

function writeText(all: readonly Examined[]): string {
  const parts = all
    .filter(({ diagnoses }) => diagnoses.length > 0)
    .map(({ title, diagnoses }) => `${title}\n${diagnoses.map(writeDiagnosis).join("")}`);
  const wrong = countOf(all, "wrong");
  const doubtful = countOf(all, "doubtful");
  const verdict = wrong + doubtful === 0 ? "Nothing is wrong." : `${wrong} wrong, ${doubtful} doubtful.`;
  return disarmLines(cleanText(`${parts.join("")}\n${verdict}\n`));
}

/** @throws Error if there is no such folder: nothing is wrong in what is not there */
async function requireFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() === true) return;
  throw new Error(`${folder} is no folder. Give --dir the folder of the project.`);
}

async function diagnose({ dir, format }: DoctorFlags, io: Io): Promise<void> {
  await requireFolder(resolve(dir));
  const environment = io.environment ?? {};
  const machine: Machine = {
    environment,
    home: homedir(),
    folder: resolve(dir),
    nodeVersion: process.versions.node,
    run: createRunner(environment),
  };
  const all = await Promise.all(checks.map((check) => examine(check, machine)));
  io.out(format === "json" ? writeCleanJson({ format: "latchkey-doctor/1", checks: all }) : writeText(all));
  io.finish(countOf(all, "wrong") > 0 ? 1 : 0);
}

const help = `
Nothing is changed, and no vendor is asked: latchkey whoami does that.

Examples:
  latchkey doctor
  latchkey doctor --dir infrastructure/access --format json

Exit codes: 0 nothing is wrong; 1 something is; 2 error.`;

function register(program: Command, io: Io): void {
  program
    .command("doctor")
    .description("Say what is wrong with this machine and this project, and what to do about it.")
    .option("--dir <folder>", "the project's folder", ".")
    .addOption(new Option("--format <form>", "what is printed").choices(["text", "json"]).default("text"))
    .addHelpText("after", help)
    .action((flags: DoctorFlags) => diagnose(flags, io));
}

export const command: CliCommand = { register };
