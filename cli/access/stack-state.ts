import { existsSync } from "node:fs";
import { basename, isAbsolute, join, resolve } from "node:path";
import { quoteLine } from "#access/schema/shown-text.ts";
import { getPart, getText, listEntries } from "#review/json-parts.ts";
import type { Io } from "../command.ts";
import { readDocument } from "./read-document.ts";
import { listStackFolders, stackFileName, type StackFlags } from "./stack-code.ts";

const usualState = "terraform.tfstate";

/** @throws Error if the state is somewhere else than in a file */
function findStateFile(document: unknown, folder: string): string {
  const terraform = getPart(document, "terraform");
  const [[backend, settings] = ["local", {}]] = listEntries(terraform, "backend");
  const isCloud = getPart(terraform, "cloud") !== undefined;
  if (isCloud || backend !== "local") {
    const where = isCloud ? "HCP Terraform" : `the backend "${quoteLine(backend, 50)}"`;
    throw new Error(
      `the stack ${basename(folder)} keeps its state in ${where}. Pipe it: terraform -chdir=${folder} state pull | latchkey drift - --stack ${basename(folder)}`,
    );
  }
  const path = getText(settings, "path") ?? usualState;
  return isAbsolute(path) ? path : resolve(folder, path);
}

/** The files with the states of the stacks that are asked for. @throws Error that says what to do next */
export async function listStateFiles(flags: StackFlags, io: Io): Promise<readonly string[]> {
  const files: string[] = [];
  for (const folder of listStackFolders(flags)) {
    const text = await readDocument(join(folder, stackFileName), io);
    const file = findStateFile(JSON.parse(text), folder);
    if (!existsSync(file)) {
      throw new Error(`the stack ${basename(folder)} has no state at ${file}. Deploy it first, or give the state.`);
    }
    files.push(file);
  }
  return files;
}
